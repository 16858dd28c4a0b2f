/**
 * Responses: what part of the difference that baryons make to a statistic a field with replaced halos reproduces. Pure
 * functions of finished statistics; which files they come from is for the pipeline.
 */
@NullMarked
package org.hydroreplace.response;

import org.jspecify.annotations.NullMarked;
