package org.hydroreplace.snapshot;

import org.hydroreplace.io.Hdf5File;

/**
 * The HDF5 snapshots of IllustrisTNG and AREPO (format of the TNG data release, Nelson et al. 2019, arXiv:1812.05609)
 * and of GADGET-4 (Springel et al. 2021, arXiv:2010.03567): {@code Header} attributes and {@code PartTypeN} groups.
 */
final class GadgetHdf5Format implements SnapshotFormat {
    @Override
    public String name() {
        return "IllustrisTNG/AREPO or GADGET-4 HDF5";
    }

    @Override
    public boolean recognises(Hdf5File file) {
        return file.longs("Header", "NumPart_ThisFile").isPresent()
                && file.doubles("Header", "MassTable").isPresent()
                && file.doubles("Header", "BoxSize").isPresent();
    }

    @Override
    public Snapshot open(FileSet files) {
        return GadgetSnapshot.open(files, this);
    }
}
