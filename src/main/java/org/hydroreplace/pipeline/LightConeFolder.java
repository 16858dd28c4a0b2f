package org.hydroreplace.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hydroreplace.io.AtomicFile;
import org.hydroreplace.io.InputException;
import org.hydroreplace.io.UsageException;

/**
 * The output folder of a light cone: run.yaml, a folder for each snapshot, and in {@code lens_planes} the planes of all of them,
 * as links, where ray tracers look for them. Several processes may each make another snapshot of it.
 */
public final class LightConeFolder {
    private final RunConfiguration cone;

    private LightConeFolder(RunConfiguration cone) {
        this.cone = cone;
    }

    /**
     * Makes the folder if need be. What it says of the configuration stays until {@link #done}.
     *
     * @param cone configuration of all snapshots
     * @throws UsageException if it cannot be written
     */
    public static LightConeFolder open(RunConfiguration cone) {
        Path folder = cone.output();
        LightConeFolder made = new LightConeFolder(cone);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        if (!Files.exists(folder.resolve(OutputFolder.CONFIGURATION))) {
            made.writeConfiguration();
        }
        return made;
    }

    private void writeConfiguration() {
        AtomicFile.writeString(
                cone.output().resolve(OutputFolder.CONFIGURATION),
                EffectiveConfiguration.yaml(EffectiveConfiguration.of(cone)));
    }

    /**
     * Which of some products a member lacks, by checksum; nothing if it is whole.
     *
     * @param member configuration of one snapshot
     */
    public static Set<Product> lacking(RunConfiguration member, Set<Product> products, int threads)
            throws InterruptedException {
        Set<Product> lacking = EnumSet.noneOf(Product.class);
        for (Product product : products) {
            if (product.isAskedFor(member)
                    && !Completeness.lacking(member, Set.of(product), threads).isEmpty()) {
                lacking.add(product);
            }
        }
        if (lacking.contains(Product.POWER) && products.contains(Product.MAPS)) {
            // Some of the spectra are made of the maps, while these are in memory.
            lacking.add(Product.MAPS);
        }
        return lacking;
    }

    /** Notes that a member is whole: its planes are linked among those of the others. */
    public void done(RunConfiguration member) {
        writeConfiguration();
        Map<?, ?> manifest;
        try {
            manifest = Manifest.read(member.output());
        } catch (InputException e) {
            return;
        }
        for (Object product : manifest.get("products") instanceof List<?> list ? list : List.of()) {
            String name = product instanceof Map<?, ?> map ? String.valueOf(map.get("file")) : "";
            if (Product.LENS_PLANES.has(name)) {
                link(name, member.output().getFileName());
            }
        }
    }

    private void link(String name, Path memberFolder) {
        Path link = cone.output().resolve(name);
        Path up = link.resolveSibling(".").normalize().relativize(cone.output());
        Path target = up.resolve(memberFolder).resolve(name);
        // The name that another process gives it meanwhile is the same, and leads to the same bytes.
        Path begun = link.resolveSibling("." + link.getFileName() + "." + memberFolder);
        try {
            Files.createDirectories(link.resolveSibling("."));
            Files.deleteIfExists(begun);
            Files.createSymbolicLink(begun, target);
            Files.move(begun, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(cone.output(), e);
        }
    }

    private static UsageException unwritable(Path folder, IOException e) {
        return new UsageException(
                "output folder " + folder + " cannot be written (" + AtomicFile.reason(e)
                        + "); choose another with output or --output",
                e);
    }
}
