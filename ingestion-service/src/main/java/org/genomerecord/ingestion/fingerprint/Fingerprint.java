package org.genomerecord.ingestion.fingerprint;

import java.util.List;

/// The keyed digests of a genome's bands: equal for equal bands, and telling nothing else to who
/// has not the key.
///
/// @param bands 64 bits of each, in no order that means anything
record Fingerprint(List<Long> bands) {
  Fingerprint {
    bands = List.copyOf(bands);
  }

  @Override
  public String toString() {
    return "Fingerprint[…]";
  }
}
