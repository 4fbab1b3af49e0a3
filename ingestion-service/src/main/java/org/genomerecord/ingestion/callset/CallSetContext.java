package org.genomerecord.ingestion.callset;

/// What is sealed with an accepted call set: interpretation needs it, nobody else may see it.
///
/// @param sample name of the patient's sample in the file
record CallSetContext(String sample) {
  @Override
  public String toString() {
    return "CallSetContext[…]";
  }
}
