package org.hydroreplace.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
    @TempDir
    Path folder;

    /** Examples of FIPS 180-2, appendix B: "abc" and a million times "a", and no bytes. */
    @Test
    void agreesWithThePublishedExamples() throws IOException {
        assertThat(sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        byte[] million = new byte[1_000_000];
        Arrays.fill(million, (byte) 'a');
        assertThat(sha256(million)).isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assertThat(sha256(new byte[0])).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void readsPastOneBuffer() throws IOException {
        byte[] content = new byte[3_000_000];
        String before = sha256(content);
        content[2_999_999] = 1;
        assertThat(sha256(content)).isNotEqualTo(before);
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> Checksum.sha256(folder.resolve("none")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("The checksum of " + folder.resolve("none") + " cannot be formed");
    }

    private String sha256(byte[] content) throws IOException {
        return Checksum.sha256(Files.write(folder.resolve("content"), content));
    }
}
