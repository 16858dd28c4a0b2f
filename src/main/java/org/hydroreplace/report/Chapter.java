package org.hydroreplace.report;

import java.util.List;
import java.util.Map;

/** What a report says about one product, drawn or in words where nothing can be drawn. */
interface Chapter {

    /** Rows under a header; none is a table that is left out. */
    record Table(String caption, List<String> header, List<List<String>> rows) {}

    /** Whether there is nothing to say: the file can lack this part. */
    default boolean isEmpty() {
        return false;
    }

    /** What came out, in a sentence or two. */
    String sentence();

    Table table();

    /** Pictures by file name, in the order of the page; asked for only where pictures can be drawn. */
    Map<String, Figure> figures();
}
