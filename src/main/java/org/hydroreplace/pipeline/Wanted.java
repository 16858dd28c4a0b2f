package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hydroreplace.field.FieldSpec;
import org.hydroreplace.pipeline.RunConfiguration.Maps;

/**
 * What of a configuration a command makes out of particles.
 *
 * @param power spectra of the maps, where these are made, and of volumes
 */
record Wanted(
        Optional<Maps> maps, Optional<Power> power, Optional<Profiles> profiles, Optional<LensPlanes> lensPlanes) {
    /** Those of the products that the configuration asks for. */
    static Wanted of(RunConfiguration configuration, Set<Product> products) {
        Optional<Maps> maps = configuration.maps().filter(m -> products.contains(Product.MAPS));
        return new Wanted(
                maps,
                configuration
                        .power()
                        .filter(p -> products.contains(Product.POWER)
                                && (p.volume().isPresent() || (maps.isPresent() && p.planes()))),
                configuration.profiles().filter(p -> products.contains(Product.PROFILES)),
                configuration.lensPlanes().filter(p -> products.contains(Product.LENS_PLANES)));
    }

    /** The volumes whose spectra are made. */
    Optional<Power.Volume> volume() {
        return power.flatMap(Power::volume);
    }

    /** Whether spectra of the maps are made. */
    boolean planes() {
        return maps.isPresent() && power.filter(Power::planes).isPresent();
    }

    /** Whether any product is made of a field. */
    boolean uses(FieldSpec field) {
        boolean inVolume = volume().isPresent() && power.orElseThrow().covers(field.name());
        return maps.isPresent()
                || lensPlanes.isPresent()
                || inVolume
                || profiles.filter(p -> p.covers(field)).isPresent();
    }

    /**
     * All grids that a field needs.
     *
     * @param cone the light cone of the planes, if there are any
     */
    List<Canvas> canvases(Optional<LightCone> cone) {
        List<Canvas> canvases = new ArrayList<>();
        maps.ifPresent(m -> m.axes().forEach(axis -> canvases.add(new MapCanvas(axis, m.grid(), m.assignment()))));
        volume().ifPresent(volume -> canvases.addAll(volume.canvases()));
        cone.ifPresent(c -> canvases.addAll(c.canvases()));
        return canvases;
    }
}
