@NullMarked
package org.hydroreplace.report;

import org.jspecify.annotations.NullMarked;
