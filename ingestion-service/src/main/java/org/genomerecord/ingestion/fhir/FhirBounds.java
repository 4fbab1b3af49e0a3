package org.genomerecord.ingestion.fhir;

/// The limits of one report. Reaching one refuses it.
///
/// @param bytesMax length of the file
/// @param depthMax how deep JSON may be nested
/// @param textCharsMax longest string that is no attachment
/// @param resourcesMax entries of a bundle and contained resources, together
/// @param valuesMax objects, lists and simple values of its JSON: each becomes objects in memory,
///   much longer than it is written
/// @param attachmentBytesMax length of one attachment, decoded
public record FhirBounds(
    int bytesMax,
    int depthMax,
    int textCharsMax,
    int resourcesMax,
    int valuesMax,
    int attachmentBytesMax) {
  private static final int MEBIBYTE = 1 << 20;

  public FhirBounds {
    if (bytesMax < 1
        || depthMax < 1
        || textCharsMax < 1
        || resourcesMax < 1
        || valuesMax < 1
        || attachmentBytesMax < 1) {
      throw new IllegalArgumentException("each bound of a report is at least one");
    }
  }

  /// Bounds that take a report with some hundred variants and its PDF.
  public static FhirBounds standard() {
    return new FhirBounds(16 * MEBIBYTE, 32, 100_000, 2_000, 400_000, 8 * MEBIBYTE);
  }
}
