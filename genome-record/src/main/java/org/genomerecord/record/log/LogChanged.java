package org.genomerecord.record.log;

/// The log is no longer what was appended or signed. Nothing is signed over it; a person has to
/// look.
public final class LogChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogChanged(String message) {
    super(message, null, false, false);
  }
}
