package org.hydroreplace.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static final String EVIL = "\"'><script>alert(1)</script>&";
    private static final String INERT = "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;";

    @Test
    void aScriptInANameOrPathIsInertEverywhere() {
        HtmlPage page = new HtmlPage(EVIL).lead(EVIL).foot(EVIL);
        page.section(EVIL)
                .paragraph(EVIL)
                .heading(EVIL)
                .note(EVIL)
                .keyValues(Map.of(EVIL, EVIL))
                .table(EVIL, List.of(EVIL), List.of(List.of(EVIL)))
                .figure(figure(EVIL))
                .figures(List.of(figure(EVIL)))
                .preformatted(EVIL);
        page.section("second");
        String html = page.html();
        assertThat(html).doesNotContain("<script").doesNotContain("'>");
        assertThat(html.split(Pattern.quote(INERT), -1)).hasSize(1 + 19);
    }

    @Test
    void nothingIsFetched() {
        String html = SyntheticReport.page();
        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(html).doesNotContain("url(").doesNotContain("@import").doesNotContain("<link");
    }

    @Test
    void contentsPointAtSections() {
        HtmlPage page = new HtmlPage("t");
        page.section("Maps");
        page.section("Spectra");
        assertThat(page.html())
                .contains("<a href=\"#section-2\">Spectra</a>")
                .contains("<section id=\"section-2\">\n<h2>Spectra</h2>");
    }

    @Test
    void columnsOfNumbersAreAlignedRight() {
        String html = new HtmlSection("s", "t")
                .table("", List.of("name", "mass"), List.of(List.of("dmo", "1.2×10¹³"), List.of("hydro", "−3.5e12")))
                .html();
        assertThat(html)
                .contains("<th scope=\"col\">name</th><th scope=\"col\" class=\"number\">mass</th>")
                .contains("<td>hydro</td><td class=\"number\">−3.5e12</td>");
    }

    @Test
    void figuresStateTheirSizeAndWords() {
        assertThat(new HtmlSection("s", "t").figure(figure("a map")).html())
                .contains("<img width=\"7\" height=\"5\" alt=\"a map\" src=\"data:image/png;base64,iVBOR")
                .contains("<figcaption>a map</figcaption>");
        assertThatThrownBy(() -> new Figure(new byte[40], "nothing", "")).hasMessage("the figure nothing is not a PNG");
    }

    @Test
    void signsThatHtmlForbidsAreReplaced() {
        assertThat(Html.escaped("a\u0000b\u001b[1m\ud800c\nd")).isEqualTo("a\ufffdb\ufffd[1m\ufffdc\nd");
    }

    @Test
    void raggedTablesAreRefused() {
        assertThatThrownBy(() -> new HtmlSection("s", "t").table("x", List.of("a"), List.of(List.of("1", "2"))))
                .hasMessage("a row of table x has 2 cells, the header 1");
    }

    private static Figure figure(String words) {
        return new Figure(Pictures.png(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB)), words, words);
    }
}
