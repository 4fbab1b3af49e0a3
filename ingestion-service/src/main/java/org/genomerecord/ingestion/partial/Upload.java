package org.genomerecord.ingestion.partial;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.jspecify.annotations.Nullable;

/// One upload as far as it has come. Pure.
///
/// @param lab whose it is
/// @param purposeOfUse HL7 v3 code, as stated at its creation
/// @param collected what each permit to add to it has to be for, as stated at its creation: the
///   metadata opens only with one
/// @param lengthBytes of the whole file, at least 1
/// @param offsetBytes how many are durable; all of them only once the submission is on record
/// @param expiresAt if nothing more comes
/// @param metadata as the laboratory gave it, sealed for the patient; null once it has expired
public record Upload(
    UUID id,
    String lab,
    Pseudonym patient,
    AccessionId accession,
    String purposeOfUse,
    DataClass collected,
    long lengthBytes,
    long offsetBytes,
    State state,
    Instant expiresAt,
    @Nullable Sealed metadata) {

  /// What an upload can be.
  public enum State {
    OPEN,
    COMPLETED,
    EXPIRED
  }

  /// @throws IllegalArgumentException if there are more bytes than the whole file has
  public Upload {
    if (lengthBytes < 1 || offsetBytes < 0 || offsetBytes > lengthBytes) {
      throw new IllegalArgumentException("an offset lies in the file");
    }
  }

  long remainingBytes() {
    return lengthBytes - offsetBytes;
  }

  /// Whether it can still be asked about.
  ///
  /// @throws UploadRefusal if it has expired
  public void requireUnexpired(Instant now) {
    if (state == State.EXPIRED || !now.isBefore(expiresAt)) {
      throw new UploadRefusal(Kind.EXPIRED, "this upload has expired; begin another");
    }
  }

  /// Whether bytes may be written at this place.
  ///
  /// @param claimed where the request says its first byte belongs
  /// @param announced how many the request says it holds; empty if it does not say
  /// @throws UploadRefusal if it has expired, if it has come to another place, or if they are too
  ///   many
  public void requireWritable(long claimed, OptionalLong announced, Instant now) {
    requireUnexpired(now);
    if (claimed != offsetBytes) {
      throw new UploadRefusal(
          Kind.OFFSET, "%d bytes are here, so the next is that one".formatted(offsetBytes));
    }
    if (announced.isPresent() && announced.getAsLong() > remainingBytes()) {
      throw tooLong();
    }
  }

  /// More bytes come than the upload has room for.
  public static UploadRefusal tooLong() {
    return new UploadRefusal(Kind.TOO_LONG, "there are more bytes than Upload-Length says");
  }

  /// The same once more bytes are durable.
  Upload at(long offset, Instant expiry) {
    return with(offset, State.OPEN, expiry);
  }

  /// The same once the submission is on record.
  Upload completed(Instant expiry) {
    return with(lengthBytes, State.COMPLETED, expiry);
  }

  private Upload with(long offset, State next, Instant expiry) {
    return new Upload(
        id,
        lab,
        patient,
        accession,
        purposeOfUse,
        collected,
        lengthBytes,
        offset,
        next,
        expiry,
        metadata);
  }

  @Override
  public String toString() {
    return "Upload[" + id + "]";
  }
}
