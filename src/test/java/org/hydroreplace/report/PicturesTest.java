package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.HeadlessException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {

    static Stream<Throwable> whatLackingFontsThrow() {
        return Stream.of(
                new InternalError("Fontconfig head is null"),
                new NullPointerException(),
                new HeadlessException("no display"),
                new UnsatisfiedLinkError("libfreetype.so.6"),
                new NoClassDefFoundError("sun.font.SunFontManager"),
                new ExceptionInInitializerError(new IllegalStateException("no fonts")));
    }

    @ParameterizedTest
    @MethodSource("whatLackingFontsThrow")
    void anObstacleIsASentence(Throwable thrown) {
        assertThat(Pictures.obstacle(() -> sneak(thrown)))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("Pictures are left out because Java cannot draw text here (")
                        .endsWith("; install fontconfig and a font such as DejaVu Sans to have them."));
    }

    @Test
    void lackOfMemoryIsNotTakenForLackOfFonts() {
        assertThatThrownBy(() -> Pictures.obstacle(() -> sneak(new OutOfMemoryError("heap"))))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aMachineWithoutFontsIsToldApartWithoutACrash(@TempDir Path empty) throws Exception {
        String said = withoutFonts(empty, Probe.class.getName());
        assertThat(said).contains("done").containsAnyOf("Pictures are left out", "drawn");
    }

    /** What a program prints, and that it ends well, on a machine whose font configuration is empty. */
    static String withoutFonts(Path empty, String... command) throws Exception {
        Path fonts = Files.writeString(
                empty.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>" + empty
                        + "</dir><cachedir>" + empty + "</cachedir></fontconfig>");
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Duser.home=" + empty));
        java.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(java);
        builder.environment().put("FONTCONFIG_FILE", fonts.toString());
        builder.environment().put("HOME", empty.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(empty.resolve("log").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(empty.resolve("log"), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** What a caller does: ask, then draw or go on without. */
    static final class Probe {
        public static void main(String[] args) {
            String said = Pictures.obstacle().orElseGet(() -> {
                SyntheticReport.narrow().png();
                return "drawn";
            });
            System.out.println(said);
            System.out.println("done");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
