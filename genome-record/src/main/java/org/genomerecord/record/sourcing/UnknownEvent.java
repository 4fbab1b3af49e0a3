package org.genomerecord.record.sourcing;

/// An event of a name that this release does not know. The reader stops: it is upgraded, never
/// skipped.
public final class UnknownEvent extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnknownEvent(String name) {
    super("this release has no reader for " + name);
  }
}
