package org.genomerecord.ledger.envelope;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Timestamp;
import org.genomerecord.ledger.tree.Hash;
import org.jspecify.annotations.Nullable;

/// An event's envelope and payload as the ledger covers them, format 1 (`docs/ledger.md`).
///
/// One envelope has one encoding, and each encoding is of one envelope: reading and writing are
/// each other's inverse.
///
/// @param id unique in the log
/// @param type namespace and name, such as `consent.ConsentGranted`
/// @param version of the event's wire form
/// @param recordedAt UTC, in whole microseconds
/// @param actor who acted
/// @param role in which role
/// @param organisation the actor's, if known
/// @param purposeOfUse HL7 v3 code, if the act has one
/// @param correlation id of the outside request that it belongs to
/// @param causation id of the event that caused it, if one did
/// @param tags `key:value`, sorted by UTF-16 code units as `String.compareTo` does, each once
/// @param payload JSON text; sealed fields inside are ciphertext
public record CanonicalEnvelope(
    UUID id,
    String type,
    String version,
    Instant recordedAt,
    String actor,
    String role,
    @Nullable String organisation,
    @Nullable String purposeOfUse,
    String correlation,
    @Nullable String causation,
    List<String> tags,
    String payload) {

  /// What the 16-bit length of an entry bundle can say (C2SP tlog-tiles).
  public static final int BYTES_MAX = 65_535;

  static final int FORMAT = 1;

  /// @throws IllegalArgumentException if the time is finer than a microsecond, or the tags are not
  ///   sorted and distinct
  public CanonicalEnvelope {
    tags = List.copyOf(tags);
    if (!recordedAt.truncatedTo(ChronoUnit.MICROS).equals(recordedAt)) {
      throw new IllegalArgumentException("recorded-at is finer than a microsecond");
    }
    for (int i = 1; i < tags.size(); i++) {
      if (tags.get(i - 1).compareTo(tags.get(i)) >= 0) {
        throw new IllegalArgumentException("the tags are not sorted, each once");
      }
    }
  }

  /// The canonical encoding, format 1.
  ///
  /// @throws EnvelopeTooLarge if it takes more than [#BYTES_MAX]
  /// @throws Malformed if a text has half a surrogate pair
  public byte[] encode() {
    var fields = new FieldWriter();
    fields.octet(FORMAT);
    fields.text(id.toString());
    fields.text(type);
    fields.text(version);
    fields.text(recordedAt.toString());
    fields.text(actor);
    fields.text(role);
    fields.text(organisation);
    fields.text(purposeOfUse);
    fields.text(correlation);
    fields.text(causation);
    fields.count(tags.size());
    tags.forEach(fields::text);
    fields.text(payload);
    return fields.bytes();
  }

  /// The reverse of [#encode].
  ///
  /// @throws Malformed if the bytes are not what [#encode] would write for some envelope
  public static CanonicalEnvelope decode(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new Malformed("an envelope takes at most " + BYTES_MAX + " bytes");
    }
    var fields = new FieldReader(bytes);
    if (fields.octet() != FORMAT) {
      throw new Malformed("the envelope is not in format " + FORMAT);
    }
    try {
      var envelope =
          new CanonicalEnvelope(
              uuid(fields.text()),
              fields.text(),
              fields.text(),
              Timestamp.parse(fields.text()),
              fields.text(),
              fields.text(),
              fields.optionalText(),
              fields.optionalText(),
              fields.text(),
              fields.optionalText(),
              tags(fields),
              fields.text());
      fields.end();
      return envelope;
    } catch (IllegalArgumentException e) {
      throw new Malformed("not a canonical envelope: " + e.getMessage());
    }
  }

  /// The leaf hash of the encoding (RFC 6962 section 2.1).
  public Hash leafHash() {
    return Hash.leaf(encode());
  }

  private static List<String> tags(FieldReader fields) {
    int count = fields.count();
    var tags = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      tags.add(fields.text());
    }
    return tags;
  }

  private static UUID uuid(String text) {
    try {
      var id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      throw new Malformed("the id is not a UUID");
    }
    throw new Malformed("the id is not a UUID in its one spelling");
  }

  /// Shows no payload.
  @Override
  public String toString() {
    return "CanonicalEnvelope[" + id + ", " + type + "]";
  }
}
