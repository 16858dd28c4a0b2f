package org.hydroreplace.cli;

import org.hydroreplace.pipeline.MemorySize;

/**
 * The memory of a job.
 *
 * @param ofRank budget of each rank, bytes
 * @param ofNode what is asked of SLURM on a node, bytes
 * @param reason where it comes from, for the script
 */
record SlurmMemory(long ofRank, long ofNode, String reason) {
    /** SLURM counts the shells, libraries and page cache of a job as well. */
    private static final double SHARE = 0.95;

    private static final long LEAST_REST = 128L << 20;

    private static final long MEBIBYTE = 1L << 20;

    /** So much for each rank, as the configuration says or the plan found. */
    static SlurmMemory ofRanks(long ofRank, int perNode, String source) {
        long whole = roundUp(ofRank);
        long all = Math.multiplyExact(whole, perNode);
        long ofNode = roundUp(Math.max((long) Math.ceil(all / SHARE), all + LEAST_REST));
        return new SlurmMemory(whole, ofNode, reason(whole, perNode, source));
    }

    /** What the user gives a job on each node, dealt out. */
    static SlurmMemory ofNode(long ofNode, int perNode) {
        long most = Math.min((long) (ofNode * SHARE), ofNode - LEAST_REST) / perNode;
        long whole = Math.max(1, most / MEBIBYTE) * MEBIBYTE;
        return new SlurmMemory(whole, roundUp(ofNode), reason(whole, perNode, "--mem"));
    }

    private static String reason(long ofRank, int perNode, String source) {
        return perNode + (perNode == 1 ? " rank of " : " ranks of ") + MemorySize.format(ofRank) + " (" + source
                + "), and what SLURM counts besides.";
    }

    private static long roundUp(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
    }

    static long mebibytes(long bytes) {
        return bytes / MEBIBYTE;
    }
}
