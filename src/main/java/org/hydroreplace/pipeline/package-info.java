/**
 * A run: its configuration, the one pass over the particles, and the products it leaves in the output folder.
 *
 * <p>Science lives in the packages below; this one decides what is done, in which order, within which memory, and writes
 * it down. It prints nothing: progress and messages go to whoever calls.
 */
@NullMarked
package org.hydroreplace.pipeline;

import org.jspecify.annotations.NullMarked;
