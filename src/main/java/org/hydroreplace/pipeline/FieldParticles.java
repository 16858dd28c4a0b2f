package org.hydroreplace.pipeline;

import java.util.List;
import java.util.function.LongConsumer;
import org.hydroreplace.field.FieldRouter;
import org.hydroreplace.field.Routing;
import org.hydroreplace.field.Source;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleChunk;
import org.hydroreplace.snapshot.ParticleReader;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.hydroreplace.snapshot.StoredLength;
import org.hydroreplace.snapshot.StoredParticles;

/** The particles of one run that a field takes, block by block, as they are stored; for one thread. */
final class FieldParticles {
    private final Source source;
    private final Snapshot snapshot;
    private final FieldRouter router;
    private final StoredLength length;
    private final Routing routing;
    private final ParticleChunk chunk = new ParticleChunk();
    private final StoredParticles stored = new StoredParticles();

    /** @param router of this field alone */
    FieldParticles(Source source, Snapshot snapshot, FieldRouter router) {
        this.source = source;
        this.snapshot = snapshot;
        this.router = router;
        this.length = StoredLength.of(snapshot.header().output());
        this.routing = new Routing(length);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    List<ParticleBlock> blocks(ParticleType type) {
        return snapshot.blocks(ParticlePass.blockRows()).stream()
                .filter(block -> block.type() == type)
                .toList();
    }

    /** How many particles of a type the field takes. */
    long count(ParticleType type, LongConsumer progress) {
        long count = 0;
        try (ParticleReader reader = snapshot.reader()) {
            for (ParticleBlock block : blocks(type)) {
                reader.read(block, chunk);
                route();
                for (int i = 0; i < chunk.size(); i++) {
                    count += routing.inPlace()[i] & 1;
                }
                for (int from = 0; from < chunk.size(); ) {
                    from = router.move(source, chunk, from, 1, routing);
                    count += routing.moved();
                }
                progress.accept(block.rows());
            }
        }
        return count;
    }

    private void route() {
        router.begin(source, chunk, routing);
        for (int from = 0; from < chunk.size(); ) {
            from = router.route(source, chunk, from, routing);
        }
    }

    /** Whether positions fit into float32: they are stored so, and none is moved. */
    boolean hasSinglePositions(ParticleType type) {
        return !router.moves(source) && peek(type).hasSinglePositions();
    }

    /** Whether masses fit into float32: they are stored so. */
    boolean hasSingleMasses(ParticleType type) {
        return peek(type).hasSingleMasses();
    }

    /** The mass of every particle of a type in the unit of the file; 0 if they have masses of their own. */
    double tableMass(ParticleType type) {
        return snapshot.header().tableMasses().containsKey(type) ? peek(type).mass()[0] : 0;
    }

    private StoredParticles peek(ParticleType type) {
        ParticleBlock first = blocks(type).getFirst();
        try (ParticleReader reader = snapshot.reader()) {
            reader.readStored(new ParticleBlock(first.file(), type, first.firstRow(), 1), stored);
        }
        return stored;
    }

    /**
     * Reads what the field takes of a block: what stays, then what moves.
     *
     * @return how many
     */
    int take(ParticleReader reader, ParticleBlock block, StoredParticles chosen) {
        reader.read(block, chunk);
        reader.readStored(block, stored);
        chosen.reset(block.rows());
        route();
        int n = 0;
        for (int i = 0; i < chunk.size(); i++) {
            if ((routing.inPlace()[i] & 1) != 0) {
                chosen.copy(stored, i, n++);
            }
        }
        for (int from = 0; from < chunk.size(); ) {
            from = router.move(source, chunk, from, 1, routing);
            for (int m = 0; m < routing.moved(); m++) {
                chosen.copy(stored, routing.movedParticle()[m], n);
                chosen.position()[0][n] = length.toStored(routing.movedX()[m]);
                chosen.position()[1][n] = length.toStored(routing.movedY()[m]);
                chosen.position()[2][n++] = length.toStored(routing.movedZ()[m]);
            }
        }
        return n;
    }
}
