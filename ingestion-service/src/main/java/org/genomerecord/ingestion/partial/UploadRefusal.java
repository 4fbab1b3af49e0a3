package org.genomerecord.ingestion.partial;

/// What the protocol of uploads has a status of its own for. Like
/// [org.genomerecord.record.refusal.Refusal] it is an answer, not a fault.
public final class UploadRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The closed list of them, with the status of HTTP or of tus.
  public enum Kind {
    OFFSET(409, "upload-offset", "In conflict with what is on record"),
    EXPIRED(410, "upload-expired", "Gone"),
    VERSION(412, "tus-version", "Another version of tus"),
    TOO_LARGE(413, "upload-too-large", "Too large"),
    TOO_LONG(413, "upload-too-long", "Too large"),
    TOO_MANY_PARTS(413, "upload-too-many-parts", "Too large"),
    MEDIA_TYPE(415, "upload-media-type", "Another media type is needed"),
    LOCKED(423, "upload-locked", "Another request writes to it"),
    CHECKSUM(460, "upload-checksum", "The checksum does not match");

    private final int status;
    private final String code;
    private final String title;

    Kind(int status, String code, String title) {
      this.status = status;
      this.code = code;
      this.title = title;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }

    /// The same words for all of this kind (RFC 9457 section 3.1.3).
    public String title() {
      return title;
    }
  }

  private final Kind kind;

  /// @param message one sentence for a person, without patient data
  public UploadRefusal(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// The sentence for a person.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
