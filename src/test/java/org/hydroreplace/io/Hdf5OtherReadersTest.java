package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the programs of our users see in a file. */
class Hdf5OtherReadersTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void write() {
        target = folder.resolve("out.h5");
        Hdf5WriterTest.writeEverything(target);
    }

    @Test
    void h5dumpReadsEveryObject() throws Exception {
        Path h5dump = Path.of("/usr/bin/h5dump");
        Assumptions.assumeTrue(Files.isExecutable(h5dump), "h5dump is not installed");
        String text = run(h5dump.toString(), "-p", target.toString());
        assertThat(text)
                .contains("GROUP \"Header\"", "GROUP \"Größe\"", "DATASPACE  SIMPLE { ( 0, 3 ) / ( 0, 3 ) }")
                .contains("STRPAD H5T_STR_NULLPAD", "CSET H5T_CSET_UTF8", "COMPRESSION DEFLATE { LEVEL 6 }")
                .contains("PREPROCESSING SHUFFLE", "H5T_STD_U32LE", "H5T_IEEE_F32LE", "4294967295");
    }

    @Test
    void h5pyReadsStringsAsStrAndEveryValue() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(PYTHON)), "python3 is not installed");
        Assumptions.assumeTrue(
                new ProcessBuilder(PYTHON, "-c", "import h5py").start().waitFor() == 0, "h5py is not installed");
        String script = """
                import sys, h5py, numpy as np
                f = h5py.File(sys.argv[1], 'r')
                h = f['Header'].attrs
                print(type(h['units']).__name__, h['units'] == 'Mpc/h \\u03a3')
                print(f.attrs['box_size'].shape, f.attrs['box_size'] == 205)
                print(h['NumPart_Total'].dtype, list(h['NumPart_Total']), list(h['redshift']))
                print([s.decode() == t for s, t in zip(f['names'][:], ['dmo', 'gr\\u00f6\\u00dfer'])], f['names'].dtype)
                print('Gr\\u00f6\\u00dfe' in f['Header'], f['PartType0/none'].shape)
                expected = 1 / np.arange(1, 3001.).reshape(1000, 3)
                for layout in 'plain', 'gzip':
                    for t in 'FLOAT32', 'FLOAT64':
                        d = f[layout][t]
                        print(d.dtype, d.chunks, d.compression, d.shuffle, bool((d[:] == expected.astype(d.dtype)).all()))
                """;
        assertThat(run(PYTHON, "-c", script, target.toString()).lines().toList())
                .isEqualTo(List.of(
                        "str True",
                        "() True",
                        "uint32 [4294967295, 2] [0.0, 0.5]",
                        "[True, True] |S8",
                        "True (0, 3)",
                        "float32 None None False True",
                        "float64 None None False True",
                        "float32 (300, 3) gzip True True",
                        "float64 (300, 3) gzip True True"));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
