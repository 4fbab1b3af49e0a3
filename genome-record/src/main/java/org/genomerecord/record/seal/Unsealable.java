package org.genomerecord.record.seal;

/// Sealed bytes that do not open: another key, another binding, or altered. It never says what is
/// inside.
public final class Unsealable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unsealable(String message) {
    super(message);
  }
}
