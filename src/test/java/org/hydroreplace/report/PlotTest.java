package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void valuesThatAnAxisCannotHoldAreLeftOut() {
        Plot plot = new Plot("t", PlotAxis.log("x"), PlotAxis.log("y"))
                .points("p", new double[] {1, -1, 10, 100, Double.NaN}, new double[] {1, 1, 0, 1000, 1});
        assertThat(plot.hasData()).isTrue();
        assertThat(plot.horizontalRange()[0]).isCloseTo(Math.pow(10, -0.08), within(1e-9));
        assertThat(plot.verticalRange()[1]).isCloseTo(1000 * Math.pow(10, 0.12), within(1e-6));
        assertThat(new Plot("t", PlotAxis.log("x"), PlotAxis.log("y"))
                        .line("l", new double[] {1, -1}, new double[] {0, 1})
                        .hasData())
                .isFalse();
        assertThat(plot.png()).isNotEmpty();
    }

    @Test
    void aPlotWithoutDataOrWithOnePointIsStillDrawn() {
        assertThat(new Plot("empty", PlotAxis.log("x"), PlotAxis.linear("y")).png())
                .isNotEmpty();
        double[] none = {};
        assertThat(new Plot("none", PlotAxis.linear("x"), PlotAxis.log("y"))
                        .line("l", none, none)
                        .identity("1:1")
                        .png())
                .isNotEmpty();
        double[] one = {3};
        assertThat(new Plot("one", PlotAxis.log("x"), PlotAxis.linear("y"))
                        .points("p", one, one)
                        .png())
                .isNotEmpty();
    }

    @Test
    void histogramsStandOnTheLowerEdge() {
        Histogram histogram = new Histogram(new double[] {0, 1, 2, 3}, new double[] {4, 0, 1});
        Plot linear = new Plot("t", PlotAxis.linear("x"), PlotAxis.linear("n")).histogram("h", histogram);
        Plot log = new Plot("t", PlotAxis.linear("x"), PlotAxis.log("n")).histogram("h", histogram);
        assertThat(linear.verticalRange()[0]).isZero();
        assertThat(log.verticalRange()[0]).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void levelsWidenTheAxisAndUprightsDoNot() {
        Plot plot = new Plot("t", PlotAxis.linear("x"), PlotAxis.linear("y"))
                .level("one", 1)
                .line("l", new double[] {0, 100}, new double[] {2, 3});
        plot.upright("far", 1e6);
        assertThat(plot.horizontalRange()).containsExactly(-4, 104);
        assertThat(plot.verticalRange()[0]).isLessThan(1);
        assertThat(plot.rangeY(0, 7).verticalRange()).containsExactly(0, 7);
    }

    @Test
    void refusesSeriesOfUnequalLength() {
        assertThatThrownBy(() -> new Plot("t", PlotAxis.linear("x"), PlotAxis.linear("y"))
                        .line("l", new double[2], new double[3]))
                .hasMessage("series l has 2 x values and 3 y values");
    }

    @Test
    void histogramsCountHalfOpenBinsAndTheLastEdge() {
        double[] values = {-0.1, 0, 0.5, 1, 2, 2.1, Double.NaN};
        assertThat(Histogram.of(values, new double[] {0, 1, 2}).counts()).containsExactly(2, 2);
        assertThat(Histogram.logEdges(1, 1000, 3)).containsExactly(new double[] {1, 10, 100, 1000}, within(1e-9));
    }

    @Test
    void numbersAreWrittenShort() {
        Map.of(0.0, "0", 0.5, "0.5", -2.0, "−2", 1e12, "10¹²", 3e-5, "3×10⁻⁵", 2.5e13, "2.5×10¹³", 1000.0, "1000")
                .forEach((number, text) -> assertThat(Ticks.text(number)).isEqualTo(text));
        assertThat(Ticks.linear(0, 205, 6)).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
        assertThat(Ticks.linear(10.7, 13.9, 7)).containsExactly(11.0, 11.5, 12.0, 12.5, 13.0, 13.5);
    }

    @Test
    void signsThatAFontLacksAreWrittenInLetters() {
        Font ascii = new Font(Font.SANS_SERIF, Font.PLAIN, 12) {
            @Override
            public boolean canDisplay(char sign) {
                return sign < 128;
            }

            @Override
            public int canDisplayUpTo(String text) {
                return 0;
            }
        };
        assertThat(Lettering.drawable(ascii, "log₁₀ Σ [h M☉ Mpc⁻²]")).isEqualTo("log10 Sigma [h Msun Mpc^-2]");
    }
}
