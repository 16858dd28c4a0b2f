package org.hydroreplace.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One page in one file: style and pictures are inside it, nothing is fetched and no script runs.
 *
 * <p>A content security policy in the page says the same to the browser. The page is held in memory as text, pictures
 * with a third on top of their PNG size.
 */
public final class HtmlPage {
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private final String title;
    private final List<HtmlSection> sections = new ArrayList<>();
    private String lead = "";
    private String foot = "";

    public HtmlPage(String title) {
        this.title = title;
    }

    /** The paragraph under the title: what was done and what came out. */
    public HtmlPage lead(String text) {
        lead = text;
        return this;
    }

    /** Small print at the end: program, version, date. */
    public HtmlPage foot(String text) {
        foot = text;
        return this;
    }

    /** A new section at the end of the page, with its line in the table of contents. */
    public HtmlSection section(String heading) {
        HtmlSection section = new HtmlSection("section-" + (sections.size() + 1), heading);
        sections.add(section);
        return section;
    }

    /** The page, to be stored as UTF-8. */
    public String html() {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(POLICY)
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(Html.element("title", title))
                .append("<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<header>\n")
                .append(Html.element("h1", title));
        if (!lead.isEmpty()) {
            page.append("<p class=\"lead\">").append(Html.escaped(lead)).append("</p>\n");
        }
        page.append("</header>\n");
        contents(page);
        page.append("<main>\n");
        sections.forEach(section -> page.append(section.html()));
        page.append("</main>\n");
        if (!foot.isEmpty()) {
            page.append(Html.element("footer", foot));
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void contents(StringBuilder page) {
        if (sections.size() < 2) {
            return;
        }
        page.append("<nav aria-label=\"Contents\"><ol>\n");
        for (HtmlSection section : sections) {
            page.append("<li><a href=\"#")
                    .append(section.id())
                    .append("\">")
                    .append(Html.escaped(section.title()))
                    .append("</a></li>\n");
        }
        page.append("</ol></nav>\n");
    }

    private static String style() {
        try (InputStream style = HtmlPage.class.getResourceAsStream("report.css")) {
            if (style == null) {
                throw new IllegalStateException("report.css is missing from the program");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
