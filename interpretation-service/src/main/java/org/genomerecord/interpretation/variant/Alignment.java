package org.genomerecord.interpretation.variant;

import java.util.Locale;

/// How sure the place of a normalised allele is.
public enum Alignment {
  /// Exchanged bases: there is one place for them.
  ONE_PLACE,
  /// An insertion or deletion, as far left as the reference allows.
  LEFT_ALIGNED,
  /// An insertion or deletion that may lie further left: the reference is not configured, has no
  /// such contig, or repeats beyond the bound.
  NOT_LEFT_ALIGNED,
  /// The record's reference bases are not those of the reference: trimmed and not moved.
  OTHER_REFERENCE,
  /// No bases (a symbol, a breakend, `*`): as it was written.
  AS_WRITTEN;

  /// Lower case with hyphens, such as `left-aligned`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
