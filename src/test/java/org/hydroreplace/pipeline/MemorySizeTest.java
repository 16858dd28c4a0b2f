package org.hydroreplace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hydroreplace.io.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({
        "16GiB, 17179869184", "16 GiB, 17179869184", "16gib, 17179869184", "16Gi, 17179869184", "16GB, 16000000000",
        "16G, 16000000000", "1.5GiB, 1610612736", "500 MB, 500000000", "2TiB, 2199023255552", "2048KiB, 2097152",
        "1073741824, 1073741824", "1048576B, 1048576", "' 1MiB ', 1048576"
    })
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(MemorySize.parse("memory", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GiB", "-1GiB", "1,5GiB", "16 GiB of it", "16PiB", "1e9", ".5GiB"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> MemorySize.parse("--memory", text))
                .isInstanceOf(UsageException.class)
                .hasMessage("--memory must be an amount of memory such as 16GiB and is '" + text + "'; change it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "16", "1048575", "1023KiB", "2000000TiB"})
    void sizesThatNoRunHasAreRefused(String text) {
        assertThatThrownBy(() -> MemorySize.parse("memory", text))
                .isInstanceOf(UsageException.class)
                .hasMessage("memory must be an amount of memory from 1MiB on and is '" + text + "'; change it");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.00 KiB",
        "1536, 1.50 KiB",
        "1048576, 1.00 MiB",
        "17179869184, 16.00 GiB",
        "3298534883328, 3.00 TiB",
        "9223372036854775807, 8388608.00 TiB"
    })
    void bytesAreShownInBinaryUnits(long bytes, String text) {
        assertThat(MemorySize.format(bytes)).isEqualTo(text);
    }
}
