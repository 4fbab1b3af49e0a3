/// The bases of an assembly from a FASTA file on this machine.
@NullMarked
package org.genomerecord.interpretation.reference;

import org.jspecify.annotations.NullMarked;
