/**
 * Pictures, plots and the HTML page: how results look, in one style.
 *
 * <p>What lives here turns arrays and strings into PNG bytes and a page. No physics is computed here, and nothing here
 * writes a file, so the caller decides where bytes are stored and that they are stored atomically. Java2D is used in
 * this package alone, and only after {@link org.hydroreplace.report.Pictures#available()} said that it works.
 */
@NullMarked
package org.hydroreplace.report;

import org.jspecify.annotations.NullMarked;
