package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hydroreplace.field.Source;
import org.hydroreplace.halo.CatalogueReader;
import org.hydroreplace.snapshot.ParticleBlock;
import org.hydroreplace.snapshot.ParticleType;
import org.hydroreplace.snapshot.Snapshot;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** What a run would read, take and write: the answer of the command {@code plan}. */
public final class PlanReport {
    private final RunPlan plan;
    private final RankPlan ranks;
    private final Inputs inputs;
    private final Map<String, Long> written;
    private final int threads;

    PlanReport(RunPlan plan, RankPlan ranks, Inputs inputs, Map<String, Long> written, int threads) {
        this.plan = plan;
        this.ranks = ranks;
        this.inputs = inputs;
        this.written = written;
        this.threads = threads;
    }

    /** Why there is more than one pass; empty for one. */
    public Optional<String> announcement() {
        return plan.announcement();
    }

    /** The largest amount of memory of a process, bytes; of the first one, where there are several. */
    public long peak() {
        return plan.peak();
    }

    /** All of it as nested maps of text and numbers; amounts in bytes. */
    public Map<String, Object> values() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("threads", threads);
        if (ranks.ranks() > 1) {
            all.put("ranks", ranks.ranks());
            all.put("ranks_per_node", ranks.perNode());
        }
        all.put("passes", plan.passes());
        plan.announcement().ifPresent(why -> all.put("why_so_many_passes", why));
        Map<String, Object> runs = new LinkedHashMap<>();
        inputs.snapshots().forEach((source, snapshot) -> runs.put(source.label(), run(source, snapshot)));
        all.put("runs", runs);
        if (!inputs.halos().isEmpty()) {
            all.put("halos", inputs.halos().values().iterator().next().size());
        }
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("budget", plan.budget());
        memory.put("peak", plan.peak());
        if (ranks.ranks() > 1) {
            memory.put("peak_of_other_ranks", plan.peakOfOthers());
            memory.put("peak_of_a_node", plan.peak() + (ranks.perNode() - 1) * plan.peakOfOthers());
        }
        memory.put("phases", plan.phases());
        memory.put(
                "sets_of_accumulators",
                plan.portions().stream().mapToInt(Portion::sets).max().orElse(1));
        all.put("memory", memory);
        Map<String, Object> read = new LinkedHashMap<>();
        long particles = 0;
        for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
            particles += plan.passes(entry.getKey()) * entry.getValue().storedBytes();
        }
        // Every rank matches the halos by itself.
        long catalogues = ranks.ranks() * CatalogueReader.storedBytes(inputs.catalogueFiles());
        read.put("particles", particles);
        read.put("catalogues", catalogues);
        read.put("total", particles + catalogues);
        if (ranks.ranks() > 1) {
            read.put("particles_of_each_rank", particlesOfEachRank());
        }
        all.put("bytes_read", read);
        Map<String, Object> write = new LinkedHashMap<>(written);
        write.put("total", written.values().stream().mapToLong(Long::longValue).sum());
        all.put("bytes_written", write);
        if (ranks.ranks() > 1) {
            Map<String, Object> moved = new LinkedHashMap<>();
            moved.put("of_a_rank", plan.moved());
            moved.put("total", (ranks.ranks() - 1) * plan.moved());
            all.put("bytes_moved", moved);
        }
        return all;
    }

    /** Exact where particles are stored as they are; what is compressed is counted by rows. */
    private List<Long> particlesOfEachRank() {
        List<Long> all = new ArrayList<>();
        for (int rank = 0; rank < ranks.ranks(); rank++) {
            long bytes = 0;
            for (Map.Entry<Source, Snapshot> entry : inputs.snapshots().entrySet()) {
                for (Snapshot part : entry.getValue().parts()) {
                    List<ParticleBlock> blocks = part.blocks(ParticlePass.blockRows());
                    bytes +=
                            plan.passes(entry.getKey()) * part.storedBytes(Share.of(part, blocks, rank, ranks.ranks()));
                }
            }
            all.add(bytes);
        }
        return all;
    }

    private Map<String, Object> run(Source source, Snapshot snapshot) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("files", snapshot.files().size());
        run.put("passes", plan.passes(source));
        Map<String, Object> particles = new LinkedHashMap<>();
        for (ParticleType type : ParticleType.all()) {
            if (type.isMatter() && snapshot.header().count(type) > 0) {
                particles.put(Labels.of(type), snapshot.header().count(type));
            }
        }
        particles.put("total", snapshot.header().matterParticles());
        run.put("particles", particles);
        run.put("bytes_of_a_pass", snapshot.storedBytes());
        return run;
    }

    /** All of it as JSON. */
    public String json() {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.FLOW)
                        .setDefaultScalarStyle(ScalarStyle.JSON_SCALAR_STYLE)
                        .setMultiLineFlow(true)
                        .setWidth(Integer.MAX_VALUE)
                        .setSchema(new JsonSchema())
                        .build())
                .dumpToString(values());
    }
}
