/**
 * Fields: which particles of which run make up a matter field, and where they are put.
 *
 * <p>A field is a statement ({@link org.hydroreplace.field.FieldSpec}); {@link org.hydroreplace.field.FieldRouter} turns
 * the statements of a run into an answer for every particle that streams by. Nothing here knows of files or products.
 */
@NullMarked
package org.hydroreplace.field;

import org.jspecify.annotations.NullMarked;
