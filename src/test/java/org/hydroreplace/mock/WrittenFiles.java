package org.hydroreplace.mock;

import io.jhdf.HdfFile;
import io.jhdf.api.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The files of a mock pair and what they hold, the files of a run one after the other. */
final class WrittenFiles {
    private WrittenFiles() {}

    static List<Path> snapshots(Path root, Run run) {
        Path output = run == Run.DMO ? MockPair.dmoOutput(root) : MockPair.hydroOutput(root);
        return Stream.iterate(0, k -> k + 1)
                .map(k -> output.resolve("snapdir_099/snap_099." + k + ".hdf5"))
                .takeWhile(Files::exists)
                .toList();
    }

    static List<Path> catalogues(Path root, Run run, int files) {
        Path output = run == Run.DMO ? MockPair.dmoOutput(root) : MockPair.hydroOutput(root);
        return Stream.iterate(0, k -> k + 1)
                .limit(files)
                .map(k -> output.resolve("groups_099/fof_subhalo_tab_099." + k + ".hdf5"))
                .toList();
    }

    static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    static Object data(Node node, String attribute) {
        return node.getAttribute(attribute).getData();
    }

    static List<Object> blocks(List<Path> paths, String dataset) {
        var blocks = new ArrayList<Object>();
        for (Path path : paths) {
            try (var file = new HdfFile(path)) {
                String parent = dataset.substring(0, dataset.indexOf('/'));
                if (file.getChild(parent) != null) {
                    blocks.add(file.getDatasetByPath(dataset).getDataFlat());
                }
            }
        }
        return blocks;
    }

    static double[] doubles(List<Path> paths, String dataset) {
        return blocks(paths, dataset).stream()
                .flatMapToDouble(block -> Arrays.stream((double[]) block))
                .toArray();
    }

    static int[] ints(List<Path> paths, String dataset) {
        return blocks(paths, dataset).stream()
                .flatMapToInt(block -> Arrays.stream((int[]) block))
                .toArray();
    }

    static float[] floats(List<Path> paths, String dataset) {
        List<Object> blocks = blocks(paths, dataset);
        float[] all = new float
                [blocks.stream().mapToInt(block -> ((float[]) block).length).sum()];
        int at = 0;
        for (Object block : blocks) {
            float[] values = (float[]) block;
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }
}
