package org.genomerecord.interpretation.callset;

/// A line is no VCF record. The message says why in plain words, without what the line holds.
final class MalformedRecord extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedRecord(String why) {
    super(why);
  }

  /// The reason, after a colon. Of any other failure none is given: its message may quote the line.
  static String reason(RuntimeException failure) {
    return failure instanceof MalformedRecord ? ": " + failure.getMessage() : "";
  }
}
