package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libhdf5 can write and this program cannot read is refused in one sentence. */
class Hdf5RefusedTest {
    private static final String SCRIPT = """
            import sys, h5py, numpy as np, zlib
            from h5py import h5d, h5p, h5s, h5t
            f = h5py.File(sys.argv[1], 'w')
            def group(name):
                return f.create_group(name)
            x = np.random.default_rng(1).random((100, 3))
            group('plain')['x'] = x
            group('half')['x'] = x.astype('f2')
            t = h5t.IEEE_F32LE.copy(); t.set_fields(31, 20, 11, 0, 20); t.set_ebias(1023)
            d = h5d.create(group('custom').id, b'x', t, h5s.create_simple((100, 3))); d.write(h5s.ALL, h5s.ALL, x, h5t.NATIVE_DOUBLE)
            t = h5t.IEEE_F32LE.copy(); t.set_ebias(100)
            d = h5d.create(group('biased').id, b'x', t, h5s.create_simple((100, 3))); d.write(h5s.ALL, h5s.ALL, x, h5t.NATIVE_DOUBLE)
            t = h5t.STD_I32LE.copy(); t.set_precision(20)
            d = h5d.create(group('short').id, b'x', t, h5s.create_simple((100, 3)))
            d.write(h5s.ALL, h5s.ALL, x, h5t.NATIVE_DOUBLE)
            group('flag')['x'] = np.array([True, False])
            group('kinds').create_dataset('x', data=np.zeros(2, 'i1'), dtype=h5py.enum_dtype({'GAS': 0, 'STARS': 1}, 'i1'))
            group('text')['x'] = np.array([b'eight by', b'tes each'])
            group('pair')['x'] = np.zeros(5, dtype=[('a', 'f4'), ('b', 'i4')])
            group('scalar')['x'] = 3.0
            group('nothing')['x'] = h5py.Empty('f8')
            p = h5p.create(h5p.DATASET_CREATE); p.set_layout(h5d.COMPACT)
            d = h5d.create(group('compact').id, b'x', h5t.IEEE_F64LE, h5s.create_simple((100, 3)), p); d.write(h5s.ALL, h5s.ALL, x)
            v = h5py.VirtualLayout(shape=(100, 3), dtype='f8'); v[:] = h5py.VirtualSource(f['half/x'])
            group('virtual').create_virtual_dataset('x', v)
            group('outside').create_dataset('x', (100, 3), 'f8', external=[(sys.argv[1] + '.raw', 0, 2400)])[:] = x
            group('cube').create_dataset('x', data=np.zeros((4, 4, 4)), chunks=(2, 2, 2))
            group('scaled').create_dataset('x', data=x, chunks=(10, 3), scaleoffset=3)
            group('sparse').create_dataset('x', (100, 3), 'f8', chunks=(10, 3))[:10] = x[:10]
            group('never').create_dataset('x', (100, 3), 'f8')
            group('masked').create_dataset('x', (100, 3), 'f8', chunks=(100, 3), compression='gzip')
            f['masked/x'].id.write_direct_chunk((0, 0), x.tobytes(), 1)
            group('masked2').create_dataset('x', (100, 3), 'f8', chunks=(100, 3), compression='gzip', shuffle=True)
            f['masked2/x'].id.write_direct_chunk((0, 0), zlib.compress(x.tobytes()), 1)
            group('dead')['x'] = h5py.SoftLink('/no/such')
            group('away')['x'] = h5py.ExternalLink('other.hdf5', '/x')
            group('alias')['x'] = h5py.SoftLink('/cube2/x')
            group('cube2').create_dataset('x', data=np.zeros((4, 4, 4)))
            group('circle')['x'] = h5py.SoftLink('/circle/x')
            """;

    @TempDir
    Path folder;

    @Test
    void refusesWhatCannotBeRead() {
        Path path = folder.resolve("odd.h5");
        Python.run(SCRIPT, path);
        List<String> messages = new ArrayList<>();
        try (Hdf5File file = Hdf5File.open(path)) {
            for (String name : file.children("/")) {
                if (!name.equals("scalar")) {
                    messages.add(message(file, name + "/x").replace(path.toString(), "FILE"));
                }
            }
        }
        assertThat(String.join("\n", messages)).isEqualTo("""
                alias/x was read
                FILE: away/x cannot be read (Could not resolve link target '/x' in external file 'other.hdf5' from link '/away/x'); copy or download the file again
                FILE: biased/x holds values of the type custom float of 4 bytes in the shape [100, 3] instead of numbers; it is not of a layout that can be read
                FILE: circle/x cannot be read (it refers to itself); copy or download the file again
                FILE: compact/x is stored in the layout COMPACT, which cannot be read; rewrite it contiguous or chunked (h5repack)
                FILE: cube/x is chunked in 3 dimensions where at most 2 can be read; rewrite it (h5repack)
                cube2/x was read
                FILE: custom/x holds values of the type custom float of 4 bytes in the shape [100, 3] instead of numbers; it is not of a layout that can be read
                FILE: dead/x cannot be read (Could not resolve link target '/no/such' from link '/dead/x'); copy or download the file again
                flag/x was read
                FILE: half/x holds values of the type custom float of 2 bytes in the shape [100, 3] instead of numbers; it is not of a layout that can be read
                FILE: kinds/x holds values of the type EnumDataType in the shape [2] instead of numbers; it is not of a layout that can be read
                masked/x was read
                masked2/x was read
                FILE: never/x was created but never written; make the file again
                FILE: nothing/x was created but never written; make the file again
                FILE: outside/x cannot be read because of the HDF5 feature that it uses (Encountered External Data Files Message, this is not supported by jHDF); rewrite the file (h5repack)
                FILE: pair/x holds values of the type CompoundDataType in the shape [5] instead of numbers; it is not of a layout that can be read
                plain/x was read
                FILE: scaled/x cannot be read because of the HDF5 feature that it uses (A required filter is not available: name='scaleoffset' id=6); rewrite the file (h5repack)
                FILE: short/x holds values of the type custom integer of 4 bytes in the shape [100, 3] instead of numbers; it is not of a layout that can be read
                FILE: sparse/x from row 10 cannot be read (a chunk was never written); copy or download the file again
                FILE: text/x holds values of the type StringData in the shape [2] instead of numbers; it is not of a layout that can be read
                FILE: virtual/x cannot be read because of the HDF5 feature that it uses (Virtual storage is not supported); rewrite the file (h5repack)""");
    }

    @Test
    void chunksThatLeaveOutAFilterAreDecodedWithTheOthers() {
        Path path = folder.resolve("odd.h5");
        Python.run(SCRIPT, path);
        double[] whole = new double[300];
        double[] unzipped = new double[300];
        double[] unshuffled = new double[300];
        try (Hdf5File file = Hdf5File.open(path)) {
            file.dataset("plain/x").readFlat(0, 100, whole);
            file.dataset("masked/x").readFlat(0, 100, unzipped);
            file.dataset("masked2/x").readFlat(0, 100, unshuffled);
        }
        assertThat(unzipped).isEqualTo(whole);
        assertThat(unshuffled).isEqualTo(whole);
    }

    private static String message(Hdf5File file, String name) {
        try {
            Hdf5Dataset dataset = file.dataset(name);
            dataset.readFlat(0, (int) dataset.rows(), new double[(int) dataset.rows() * dataset.columns()]);
            return name + " was read";
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
