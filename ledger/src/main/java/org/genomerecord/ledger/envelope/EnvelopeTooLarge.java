package org.genomerecord.ledger.envelope;

/// An envelope that an entry bundle cannot hold, because its length has 16 bits (C2SP tlog-tiles).
public final class EnvelopeTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1;

  EnvelopeTooLarge(long bytes) {
    super(
        "the envelope takes "
            + bytes
            + " bytes, at most "
            + CanonicalEnvelope.BYTES_MAX
            + "; keep large content elsewhere and record its digest");
  }
}
