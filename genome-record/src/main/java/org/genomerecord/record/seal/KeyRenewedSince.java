package org.genomerecord.record.seal;

/// Bytes that are sealed under a newer generation than the key's own: it was renewed since it was
/// had. With the key as it is now they may well open.
public final class KeyRenewedSince extends Unsealable {
  private static final long serialVersionUID = 1L;

  KeyRenewedSince() {
    super("sealed under a newer generation of the subject key");
  }
}
