package org.genomerecord.ledger.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where something stands.
///
/// @param position of the event, or -1 if it is about the log as a whole
/// @param event its id, if it could be read
public record Place(AuditedLog log, long position, @Nullable UUID event) {
  static Place of(AuditedLog log) {
    return new Place(log, -1, null);
  }

  static Place of(AuditedLog log, long position) {
    return new Place(log, position, null);
  }

  @Override
  public String toString() {
    return log.folderName()
        + (position < 0 ? "" : ", position " + position)
        + (event == null ? "" : ", event " + event);
  }
}
