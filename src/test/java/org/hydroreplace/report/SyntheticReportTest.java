package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticReportTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path KEPT = Path.of("target", "report-sample");

    @Test
    void picturesAreKeptForTheEye() throws Exception {
        Map<String, byte[]> pictures = Map.of(
                "masses", SyntheticReport.masses().png(),
                "separations", SyntheticReport.separations().png(),
                "mass-function", SyntheticReport.massFunction().png(),
                "spectra", SyntheticReport.spectra().png(),
                "many-models", SyntheticReport.manyModels().png(),
                "maps-3", SyntheticReport.maps(512, 3),
                "maps-coarse", SyntheticReport.maps(64, 1),
                "maps-5", SyntheticReport.maps(100, 5),
                "narrow", SyntheticReport.narrow().png(),
                "ratios", SyntheticReport.ratios(256));
        Files.createDirectories(KEPT);
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Path file = Files.write(KEPT.resolve(picture.getKey() + ".png"), picture.getValue());
            assertThat(ImageIO.read(file.toFile()).getWidth())
                    .as(picture.getKey())
                    .isBetween(600, 2400);
        }
    }

    @Test
    void thePageLoadsInABrowser(@TempDir Path profile) throws Exception {
        Files.createDirectories(KEPT);
        Path page = KEPT.resolve("report.html").toAbsolutePath();
        Files.writeString(page, SyntheticReport.page());
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: no " + CHROMIUM + " on this machine");
        Path shot = page.resolveSibling("report.png");
        Files.deleteIfExists(shot);
        Process chromium = new ProcessBuilder(List.of(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--window-size=1280,3500",
                        "--user-data-dir=" + profile,
                        "--screenshot=" + shot,
                        page.toUri().toString()))
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        try {
            assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        assertThat(shot).as(Files.readString(profile.resolve("log"))).isRegularFile();
        assertThat(ImageIO.read(shot.toFile()).getWidth()).isEqualTo(1280);
    }
}
