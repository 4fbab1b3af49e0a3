/// What a prescriber asks of findings, drug by drug: which drug is meant, what guidelines say, what
/// the patient's other drugs make of it, and which dose an algorithm comes to. Pure.
@NullMarked
package org.genomerecord.interpretation.drug;

import org.jspecify.annotations.NullMarked;
