/**
 * The command line: commands, progress and exit codes.
 *
 * <p>No science: a command reads its options, calls the packages below, and says what came out. This is the top of the
 * import order; nothing imports it.
 */
@NullMarked
package org.hydroreplace.cli;

import org.jspecify.annotations.NullMarked;
