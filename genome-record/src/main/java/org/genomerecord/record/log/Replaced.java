package org.genomerecord.record.log;

/// A newer instance has the log: this one signs no more.
final class Replaced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Replaced() {
    super("a newer instance has this log", null, false, false);
  }
}
