package org.genomerecord.record.architecture.violation;

import org.slf4j.LoggerFactory;

public record StateThatLogs(String id) {
  public void evolve() {
    LoggerFactory.getLogger(StateThatLogs.class).info("evolved");
  }
}
