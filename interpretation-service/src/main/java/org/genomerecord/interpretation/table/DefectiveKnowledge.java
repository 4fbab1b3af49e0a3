package org.genomerecord.interpretation.table;

/// A table of a knowledge release is broken or does not fit the others: nothing is interpreted with
/// it.
public final class DefectiveKnowledge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DefectiveKnowledge(String table, String defect) {
    super(table + ": " + defect);
  }
}
