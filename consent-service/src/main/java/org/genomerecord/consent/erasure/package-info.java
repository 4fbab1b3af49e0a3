/// Erasure: the destruction of a patient's keys, legal holds that forbid it, and its certificate.
@NullMarked
package org.genomerecord.consent.erasure;

import org.jspecify.annotations.NullMarked;
