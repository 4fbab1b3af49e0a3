package org.genomerecord.record.seal;

/// Sealed bytes that do not open: another key, another binding, or altered. It never says what is
/// inside.
public sealed class Unsealable extends RuntimeException permits KeyRenewedSince {
  private static final long serialVersionUID = 1L;

  Unsealable(String message) {
    super(message);
  }
}
