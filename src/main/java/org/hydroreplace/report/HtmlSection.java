package org.hydroreplace.report;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** One section of an {@link HtmlPage}; parts appear in the order they are added, all text is escaped. */
public final class HtmlSection {
    private static final Pattern NUMBER =
            Pattern.compile("[-+−]?[0-9][0-9\\s,.]*([eE][-+]?[0-9]+)?(\\s*[×x]\\s*10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\\s*%?|[–—-]|");

    private final String id;
    private final String title;
    private final StringBuilder body = new StringBuilder();

    HtmlSection(String id, String title) {
        this.id = id;
        this.title = title;
    }

    public HtmlSection paragraph(String text) {
        return raw(Html.element("p", text));
    }

    /** A heading under the section's own; it is not in the table of contents. */
    public HtmlSection heading(String text) {
        return raw(Html.element("h3", text));
    }

    /** Something the reader should not miss, such as what is lacking and why. */
    public HtmlSection note(String text) {
        return raw("<p class=\"note\">" + Html.escaped(text) + "</p>\n");
    }

    /** Two columns, names and values, in the map's order. */
    public HtmlSection keyValues(Map<String, String> values) {
        raw("<div class=\"wide\"><table class=\"keys\">\n");
        values.forEach((key, value) ->
                raw("<tr><th scope=\"row\">" + Html.escaped(key) + "</th><td>" + Html.escaped(value) + "</td></tr>\n"));
        return raw("</table></div>\n");
    }

    /** Columns whose cells are all numbers, or empty, are aligned to the right. */
    public HtmlSection table(String caption, List<String> header, List<List<String>> rows) {
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "a row of table " + caption + " has " + row.size() + " cells, the header " + header.size());
            }
        }
        raw("<div class=\"wide\"><table>\n");
        if (!caption.isEmpty()) {
            raw(Html.element("caption", caption));
        }
        String[] classes = new String[header.size()];
        raw("<thead><tr>");
        for (int i = 0; i < classes.length; i++) {
            int column = i;
            boolean numbers = rows.stream()
                    .allMatch(row -> NUMBER.matcher(row.get(column)).matches());
            classes[i] = numbers ? " class=\"number\"" : "";
            raw("<th scope=\"col\"" + classes[i] + ">" + Html.escaped(header.get(i)) + "</th>");
        }
        raw("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            raw("<tr>");
            for (int i = 0; i < classes.length; i++) {
                raw("<td" + classes[i] + ">" + Html.escaped(row.get(i)) + "</td>");
            }
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    /** Names, numbers and a bar for each, as long as the number; numbers with two decimals. */
    public HtmlSection bars(String caption, String names, String unit, Map<String, Double> values) {
        double most =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        raw("<div class=\"wide\"><table class=\"bars\">\n" + Html.element("caption", caption));
        raw("<thead><tr><th scope=\"col\">" + Html.escaped(names) + "</th><th scope=\"col\" class=\"number\">"
                + Html.escaped(unit) + "</th><th></th></tr></thead>\n<tbody>\n");
        values.forEach((name, value) -> raw(String.format(
                Locale.ROOT,
                "<tr><td>%s</td><td class=\"number\">%.2f</td><td><div style=\"width:%.1f%%\"></div></td></tr>\n",
                Html.escaped(name),
                value,
                most > 0 ? 100 * value / most : 0)));
        return raw("</tbody></table></div>\n");
    }

    public HtmlSection figure(Figure figure) {
        return raw(markup(figure));
    }

    /** Figures side by side where the window is wide enough. */
    public HtmlSection figures(List<Figure> figures) {
        raw("<div class=\"pair\">\n");
        figures.forEach(figure -> raw(markup(figure)));
        return raw("</div>\n");
    }

    /** Text as it is, such as a configuration. */
    public HtmlSection preformatted(String text) {
        return raw("<pre>" + Html.escaped(text) + "</pre>\n");
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String html() {
        return "<section id=\"" + id + "\">\n" + Html.element("h2", title) + body + "</section>\n";
    }

    private static String markup(Figure figure) {
        return "<figure class=\"" + figure.room().name().toLowerCase(Locale.ROOT) + "\"><div><img width=\""
                + figure.width()
                + "\" height=\"" + figure.height() + "\" alt=\""
                + Html.escaped(figure.alternative()) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(figure.png()) + "\"></div>\n"
                + Html.element("figcaption", figure.caption()) + "</figure>\n";
    }

    private HtmlSection raw(String markup) {
        body.append(markup);
        return this;
    }
}
