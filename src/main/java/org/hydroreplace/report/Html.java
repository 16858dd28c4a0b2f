package org.hydroreplace.report;

/** Text as HTML. */
final class Html {
    private Html() {}

    /** The text for use between tags and inside double-quoted attributes; signs that HTML forbids become U+FFFD. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(sign) ? sign : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int sign) {
        boolean control = (sign < 0x20 && sign != '\n' && sign != '\t') || (sign >= 0x7f && sign < 0xa0);
        boolean loneSurrogate = sign >= 0xD800 && sign <= 0xDFFF;
        return !control && !loneSurrogate;
    }

    /** A line of the form {@code <tag>text</tag>} with the text escaped. */
    static String element(String tag, String text) {
        return "<" + tag + ">" + escaped(text) + "</" + tag + ">\n";
    }
}
