package org.hydroreplace.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hydroreplace.cosmology.Background;
import org.hydroreplace.cosmology.Radiation;
import org.hydroreplace.lensing.LightConeGeometry;
import org.hydroreplace.lensing.LightConeTransforms;
import org.hydroreplace.lensing.LightConeTransforms.Shape;
import org.hydroreplace.lensing.PlaneNormalization;
import org.hydroreplace.lensing.TransformConvention;
import org.hydroreplace.lensing.TransformsFile;
import org.hydroreplace.snapshot.OutputHeader;

/**
 * The light cone that lens planes belong to, and which of its boxes they are made of.
 *
 * @param transforms of all its boxes
 * @param geometry of all its planes
 * @param member place of the box in the list, from 0
 * @param planes what is asked for
 */
record LightCone(LightConeTransforms transforms, LightConeGeometry geometry, int member, LensPlanes planes) {
    /**
     * Draws the transforms of the whole light cone, or reads them.
     *
     * @throws org.hydroreplace.io.InputException if they are read from a file that is damaged or of another light cone
     */
    static LightCone of(RunConfiguration configuration, LensPlanes planes, OutputHeader header) {
        RunConfiguration.Simulation simulation = configuration.simulation();
        double boxSize = header.box().size();
        LightConeTransforms transforms = planes.transforms()
                .map(file -> TransformsFile.read(
                        file,
                        shape(
                                planes,
                                simulation,
                                boxSize,
                                TransformsFile.read(file).shape().convention())))
                .orElseGet(() -> LightConeTransforms.draw(
                        shape(planes, simulation, boxSize, planes.convention()), planes.seed()));
        LightConeGeometry geometry = new LightConeGeometry(
                new Background(header.cosmology(), Radiation.NONE),
                boxSize,
                planes.planesPerSnapshot(),
                simulation.snapshots().size());
        return new LightCone(transforms, geometry, simulation.snapshots().indexOf(simulation.snapshot()), planes);
    }

    private static Shape shape(
            LensPlanes planes, RunConfiguration.Simulation simulation, double boxSize, TransformConvention convention) {
        return new Shape(
                convention, planes.realizations(), simulation.snapshots(), planes.planesPerSnapshot(), boxSize);
    }

    /** The grids of a field, one canvas for each realisation. */
    List<PlanesCanvas> canvases() {
        List<PlanesCanvas> canvases = new ArrayList<>();
        for (int r = 0; r < planes.realizations(); r++) {
            canvases.add(new PlanesCanvas(
                    r, transforms.of(r, member), planes.planesPerSnapshot(), planes.grid(), planes.assignment()));
        }
        return canvases;
    }

    /** Index of the plane of a slice in file names, from 0. */
    int index(int slice) {
        return geometry.plane(member, slice) - 1;
    }

    double boxSize() {
        return transforms.shape().boxSize();
    }

    PlaneNormalization normalization() {
        return PlaneNormalization.of(geometry.background().cosmology(), boxSize(), geometry.thickness(), planes.grid());
    }
}
