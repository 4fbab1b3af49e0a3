package org.genomerecord.ingestion.outside;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a submitted file can be, by its media type; whatever is none of these is taken for a VCF.
public enum FileFormat {
  /// Lines of gene, diplotype, phenotype, activity score and copy number.
  CALL_TABLE("text/tab-separated-values"),
  /// A genetic report in FHIR R4.
  FHIR("application/fhir+json");

  private final String mediaType;

  FileFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /// Without parameters.
  public String mediaType() {
    return mediaType;
  }

  /// The format of a `Content-Type`, parameters and case aside.
  public static Optional<FileFormat> of(String contentType) {
    var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.mediaType.equals(type)).findFirst();
  }
}
