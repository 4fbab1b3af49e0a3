/// Subject keys, wrapped; the only place that holds them.
@NullMarked
package org.genomerecord.consent.key;

import org.jspecify.annotations.NullMarked;
