@NullMarked
package org.hydroreplace.baryons;

import org.jspecify.annotations.NullMarked;
