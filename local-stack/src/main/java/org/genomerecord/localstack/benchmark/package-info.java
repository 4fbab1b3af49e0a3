/// What is measured of the running stack and of the record, and how a figure is written down: with
/// its command, its seed, its machine, its goal, and a negative control where one can be had.
@NullMarked
package org.genomerecord.localstack.benchmark;

import org.jspecify.annotations.NullMarked;
