package org.genomerecord.ingestion.callset;

import java.util.List;
import org.genomerecord.ingestion.outside.OutsideCall;

/// What is sealed with accepted outside calls: interpretation needs no more of the file.
record OutsideCallsContext(List<OutsideCall> calls) {
  OutsideCallsContext {
    calls = List.copyOf(calls);
  }

  @Override
  public String toString() {
    return "OutsideCallsContext[…]";
  }
}
