package org.hydroreplace.lensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against numbers that numpy drew: src/test/python/make_numpy_random.py. */
class NumpyRandomTest {
    @Test
    void everyNumberIsNumpys() throws IOException {
        NumpyRandom random = NumpyRandom.of(0);
        int seeds = 0;
        int numbers = 0;
        for (String line : lines()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "#" -> {}
                case "seed" -> {
                    random = seeded(line, words);
                    seeds++;
                }
                case "sample" -> {
                    for (int i = 1; i < words.length; i++, numbers++) {
                        assertThat(random.sample()).as(line.substring(0, 20)).isEqualTo(Double.parseDouble(words[i]));
                    }
                }
                case "uniform" -> {
                    for (int i = 3; i < words.length; i++, numbers++) {
                        assertThat(random.uniform(Double.parseDouble(words[1]), Double.parseDouble(words[2])))
                                .isEqualTo(Double.parseDouble(words[i]));
                    }
                }
                case "randint" -> {
                    for (int i = 3; i < words.length; i++, numbers++) {
                        assertThat(random.integer(Long.parseLong(words[1]), Long.parseLong(words[2])))
                                .as("%s to %s", words[1], words[2])
                                .isEqualTo(Long.parseLong(words[i]));
                    }
                }
                case "choice" -> {
                    for (int i = 1; i < words.length; i++, numbers++) {
                        assertThat(random.integer(0, 2) == 0).isEqualTo(words[i].equals("1"));
                    }
                }
                default -> throw new IllegalStateException(line);
            }
        }
        assertThat(seeds).isEqualTo(7);
        assertThat(numbers).isEqualTo(7 * (700 + 8 * 40 + 20 + 60));
    }

    private static NumpyRandom seeded(String line, String[] words) {
        if (!line.endsWith("array")) {
            return NumpyRandom.of(Long.parseLong(words[1]));
        }
        int[] key = IntStream.range(1, words.length - 1)
                .filter(i -> !words[i].startsWith("x"))
                .map(i -> Integer.parseUnsignedInt(words[i]))
                .toArray();
        int times =
                words[words.length - 2].startsWith("x") ? Integer.parseInt(words[words.length - 2].substring(1)) : 1;
        return NumpyRandom.ofArray(IntStream.range(0, times * key.length)
                .map(i -> key[i % key.length])
                .toArray());
    }

    private static List<String> lines() throws IOException {
        try (var in =
                Objects.requireNonNull(NumpyRandomTest.class.getResourceAsStream("/reference/numpy_random.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** The figure by which the authors' program is known: their word number 10000 from the seed 5489, in C++'s standard too. */
    @Test
    void theTenThousandthWordIsThatOfTheStandard() {
        NumpyRandom random = NumpyRandom.of(5489);
        int word = 0;
        for (int i = 0; i < 10_000; i++) {
            word = random.nextWord();
        }
        assertThat(Integer.toUnsignedString(word)).isEqualTo("4123659995");
    }

    @Test
    void whatNumpyRefusesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyRandom.of(-1))
                .withMessage("seed -1 is not between 0 and 4294967295");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyRandom.of(1L << 32))
                .withMessage("seed 4294967296 is not between 0 and 4294967295");
        assertThatIllegalArgumentException().isThrownBy(NumpyRandom::ofArray).withMessage("a seed of no words");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyRandom.of(0).integer(3, 3))
                .withMessage("no whole number from 3 to below 3");
    }
}
