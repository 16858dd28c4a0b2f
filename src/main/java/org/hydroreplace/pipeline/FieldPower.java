package org.hydroreplace.pipeline;

import java.util.Map;
import org.hydroreplace.grid.Axis;
import org.hydroreplace.spectrum.CrossSpectrum;
import org.hydroreplace.spectrum.Multipoles;
import org.hydroreplace.spectrum.Spectrum;
import org.hydroreplace.spectrum.SubBoxSpectra;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a field in three dimensions.
 *
 * @param spectrum of the whole box
 * @param folded by how often the box is folded
 * @param subBoxes null without errors
 * @param multipoles by line of sight
 * @param cross by place of the other field
 */
record FieldPower(
        Spectrum spectrum,
        Map<Integer, Spectrum> folded,
        @Nullable SubBoxSpectra subBoxes,
        Map<Axis, Multipoles> multipoles,
        Map<Integer, CrossSpectrum> cross) {}
