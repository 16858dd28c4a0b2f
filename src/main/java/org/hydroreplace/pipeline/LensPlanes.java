package org.hydroreplace.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hydroreplace.grid.MassAssignment;
import org.hydroreplace.lensing.PlaneContent;
import org.hydroreplace.lensing.TransformConvention;

/**
 * Lens planes to make of every field.
 *
 * @param grid pixels along a side
 * @param realizations how often the box is turned, shifted and flipped
 * @param planesPerSnapshot slices of a box along the line of sight
 * @param seed of the transforms, where they are drawn
 * @param content what the pixels of raw planes hold
 * @param formats files to write, in the order of the constants
 * @param convention of the transforms, where they are drawn
 * @param transforms file with the transforms; empty: they are drawn
 */
public record LensPlanes(
        int grid,
        MassAssignment assignment,
        int realizations,
        int planesPerSnapshot,
        long seed,
        PlaneContent content,
        List<Format> formats,
        TransformConvention convention,
        Optional<Path> transforms) {
    /** Files of a plane. */
    public enum Format {
        /** Pixels, for any program. */
        RAW,
        /** Derivatives of the potential for the ray tracer lux. */
        LUX,
        /** FITS images for the package LensTools. */
        LENSTOOLS
    }

    public LensPlanes {
        formats = List.of(Format.values()).stream().filter(formats::contains).toList();
    }
}
