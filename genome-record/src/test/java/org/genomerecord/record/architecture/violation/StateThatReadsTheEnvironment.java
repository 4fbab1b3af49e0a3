package org.genomerecord.record.architecture.violation;

public record StateThatReadsTheEnvironment(String id) {
  public boolean isNew() {
    return System.nanoTime() > 0;
  }
}
