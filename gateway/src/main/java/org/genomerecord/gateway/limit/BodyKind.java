package org.genomerecord.gateway.limit;

/// What a route takes as request body.
public enum BodyKind {
  /// No body; one byte is too many.
  NONE,
  /// A small JSON object, or a form.
  JSON,
  /// A VCF file, plain or compressed, streamed.
  SUBMISSION;

  /// The largest body of this kind, in bytes.
  public long bytesMax(Limits limits) {
    return switch (this) {
      case NONE -> 0;
      case JSON -> limits.jsonBodyBytesMax();
      case SUBMISSION -> limits.submissionBodyBytesMax();
    };
  }
}
