package org.genomerecord.interpretation.issuance;

/// What ingestion-service sealed with an accepted call set.
///
/// @param sample name of the patient's sample in the file
record CallSetContext(String sample) {
  @Override
  public String toString() {
    return "CallSetContext[…]";
  }
}
