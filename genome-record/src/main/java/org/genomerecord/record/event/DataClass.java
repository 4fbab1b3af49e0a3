package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A class of genomic data that a patient can permit or refuse as a whole.
///
/// A new class is a new constant with a stored code; a stored code never changes its meaning.
public enum DataClass {
  /// How the patient responds to drugs.
  @JsonProperty("pharmacogenomic")
  PHARMACOGENOMIC;

  /// The stored code, such as `pharmacogenomic`.
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
