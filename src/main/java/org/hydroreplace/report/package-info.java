/**
 * Pictures, plots and the HTML page: how results look, in one style.
 *
 * <p>{@link org.hydroreplace.report.RunReport} reads the finished products of a run and stores page and pictures; all the
 * other classes turn arrays and strings into PNG bytes or a page and touch no file. No physics is computed here. Java2D is
 * used in this package alone, and only after {@link org.hydroreplace.report.Pictures#available()} said that it works.
 */
@NullMarked
package org.hydroreplace.report;

import org.jspecify.annotations.NullMarked;
