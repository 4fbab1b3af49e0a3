/// What is measured of the running stack, and how a measurement is written down.
@NullMarked
package org.genomerecord.localstack.benchmark;

import org.jspecify.annotations.NullMarked;
