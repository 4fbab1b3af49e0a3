package org.genomerecord.ingestion.hl7v2;

/// The limits of one message. Reaching one refuses it.
///
/// @param bytesMax length of the message
/// @param segmentCharsMax longest segment, without what is attached in it
/// @param attachmentBytesMax length of one attachment, decoded
public record Hl7Bounds(
    int bytesMax, int segmentsMax, int segmentCharsMax, int attachmentBytesMax) {
  private static final int MEBIBYTE = 1 << 20;

  public Hl7Bounds {
    if (bytesMax < 1 || segmentsMax < 1 || segmentCharsMax < 1 || attachmentBytesMax < 1) {
      throw new IllegalArgumentException("each bound of a message is at least one");
    }
  }

  /// Bounds that take a result with some thousand variants and its PDF.
  public static Hl7Bounds standard() {
    return new Hl7Bounds(16 * MEBIBYTE, 20_000, 65_536, 8 * MEBIBYTE);
  }
}
