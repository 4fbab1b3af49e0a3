package org.genomerecord.ingestion.partial;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.relay.Awaiting;

/// Reads and writes the tables `upload` and `upload_part`; each change is one statement. Blocks.
final class UploadRows {
  private static final String CREATE =
      "INSERT INTO upload (upload, lab, patient, accession, purpose_of_use, length_bytes,"
          + " offset_bytes, state, expires_at, metadata, metadata_generation, collected)"
          + " SELECT $1, $2, $3, $4, $5, $6, 0, 'open', $7, $8, $9, $12"
          + " WHERE (SELECT count(*) FROM upload WHERE lab = $2 AND state = 'open'"
          + " AND expires_at > $10) < $11";

  private static final String FIND = "SELECT * FROM upload WHERE upload = $1";

  private static final String PARTS =
      "SELECT * FROM upload_part WHERE upload = $1 ORDER BY offset_bytes";

  private static final String PARTS_COUNT =
      "SELECT count(*) AS parts FROM upload_part WHERE upload = $1";

  /// The offset is the fence: of two who write at the same place, one finds it moved.
  private static final String COUNT =
      "WITH moved AS (UPDATE upload SET offset_bytes = $3, expires_at = $4"
          + " WHERE upload = $1 AND offset_bytes = $2 AND state = 'open' RETURNING upload)"
          + " INSERT INTO upload_part"
          + " (upload, offset_bytes, length_bytes, digest, size_bytes, generation)"
          + " SELECT moved.upload, part.* FROM moved,"
          + " unnest($5::bigint[], $6::bigint[], $7::text[], $8::bigint[], $9::integer[]) AS part";

  private static final String COMPLETE =
      "WITH done AS (UPDATE upload SET offset_bytes = length_bytes, state = 'completed',"
          + " expires_at = $3 WHERE upload = $1 AND offset_bytes = $2 AND state = 'open'"
          + " RETURNING upload), gone AS (DELETE FROM upload_part USING done"
          + " WHERE upload_part.upload = done.upload) SELECT upload FROM done";

  private static final String REMOVE =
      "WITH parts AS (SELECT * FROM upload_part WHERE upload = $1),"
          + " gone AS (DELETE FROM upload WHERE upload = $1) SELECT * FROM parts";

  private static final String REMOVE_OF_PATIENT =
      "WITH parts AS (SELECT p.* FROM upload_part p JOIN upload u USING (upload)"
          + " WHERE u.patient = $1), gone AS (DELETE FROM upload WHERE patient = $1)"
          + " SELECT * FROM parts";

  private static final String EXPIRED =
      "SELECT upload FROM upload WHERE expires_at <= $1 AND state <> 'expired'"
          + " ORDER BY expires_at LIMIT $2";

  private static final String EXPIRE =
      "WITH ended AS (UPDATE upload SET state = 'expired', metadata = NULL,"
          + " metadata_generation = NULL WHERE upload = $1 AND expires_at <= $2 RETURNING upload)"
          + " DELETE FROM upload_part USING ended WHERE upload_part.upload = ended.upload"
          + " RETURNING upload_part.*";

  private static final String FORGET =
      "DELETE FROM upload WHERE expires_at <= $1 AND state = 'expired'";

  private static final String KNOWN =
      "SELECT digest FROM upload_part WHERE digest = ANY ($1::text[])";

  private final Pool pool;

  UploadRows(Pool pool) {
    this.pool = pool;
  }

  /// @param openMax of one laboratory; requests at the very same time may exceed it by each other
  /// @return false if it has so many
  boolean create(Upload upload, Sealed metadata, Instant now, int openMax) {
    return rows(
                CREATE,
                Tuple.of(upload.id(), upload.lab(), upload.patient().value())
                    .addString(upload.accession().value())
                    .addString(upload.purposeOfUse())
                    .addLong(upload.lengthBytes())
                    .addOffsetDateTime(time(upload.expiresAt()))
                    .addString(metadata.ciphertext())
                    .addInteger(metadata.generation())
                    .addOffsetDateTime(time(now))
                    .addInteger(openMax)
                    .addString(upload.collected().code()))
            .rowCount()
        == 1;
  }

  Optional<Upload> find(UUID id) {
    for (var row : rows(FIND, Tuple.of(id))) {
      return Optional.of(upload(row));
    }
    return Optional.empty();
  }

  /// In their order.
  List<UploadPart> parts(UUID id) {
    return parts(rows(PARTS, Tuple.of(id)));
  }

  int partsCount(UUID id) {
    return Math.toIntExact(rows(PARTS_COUNT, Tuple.of(id)).iterator().next().getLong("parts"));
  }

  /// Durable when it returns.
  ///
  /// @param from the offset that they were written at
  /// @param parts one after the other from there
  /// @return false if the upload has come to another place, or has ended
  boolean count(UUID id, long from, List<UploadPart> parts, Instant expiry) {
    var files = parts.stream().map(UploadPart::file).toList();
    return rows(
                COUNT,
                Tuple.of(id, from, parts.getLast().end(), time(expiry))
                    .addArrayOfLong(parts.stream().map(UploadPart::offset).toArray(Long[]::new))
                    .addArrayOfLong(parts.stream().map(UploadPart::length).toArray(Long[]::new))
                    .addArrayOfString(files.stream().map(VaultFile::digest).toArray(String[]::new))
                    .addArrayOfLong(files.stream().map(VaultFile::sizeBytes).toArray(Long[]::new))
                    .addArrayOfInteger(
                        files.stream().map(VaultFile::generation).toArray(Integer[]::new)))
            .rowCount()
        == parts.size();
  }

  /// Forgets the parts, whose bytes are in the submission's file.
  ///
  /// @return false if the upload has come to another place, or has ended
  boolean complete(UUID id, long from, Instant expiry) {
    return rows(COMPLETE, Tuple.of(id, from, time(expiry))).size() == 1;
  }

  /// @return what is nobody's any more
  List<UploadPart> remove(UUID id) {
    return parts(rows(REMOVE, Tuple.of(id)));
  }

  /// @return what is nobody's any more
  List<UploadPart> removeOf(Pseudonym patient) {
    return parts(rows(REMOVE_OF_PATIENT, Tuple.of(patient.value())));
  }

  /// The longest expired first.
  List<UUID> expired(Instant now, int max) {
    var ids = new ArrayList<UUID>();
    rows(EXPIRED, Tuple.of(time(now), max)).forEach(row -> ids.add(row.getUUID("upload")));
    return ids;
  }

  /// @return what is nobody's any more
  List<UploadPart> expire(UUID id, Instant now) {
    return parts(rows(EXPIRE, Tuple.of(id, time(now))));
  }

  /// From then on an expired upload is one that never was.
  void forget(Instant expiredBefore) {
    rows(FORGET, Tuple.of(time(expiredBefore)));
  }

  /// Of these digests, those that name a part.
  Set<String> known(Set<String> digests) {
    var known = new HashSet<String>();
    rows(KNOWN, Tuple.tuple().addArrayOfString(digests.toArray(String[]::new)))
        .forEach(row -> known.add(row.getString("digest")));
    return known;
  }

  private RowSet<Row> rows(String statement, Tuple arguments) {
    return Awaiting.result(pool.preparedQuery(statement).execute(arguments));
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Upload upload(Row row) {
    var id = row.getUUID("upload");
    var metadata = row.getString("metadata");
    return new Upload(
        id,
        row.getString("lab"),
        new Pseudonym(row.getString("patient")),
        new AccessionId(row.getString("accession")),
        row.getString("purpose_of_use"),
        collected(row.getString("collected")),
        row.getLong("length_bytes"),
        row.getLong("offset_bytes"),
        Upload.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getOffsetDateTime("expires_at").toInstant(),
        metadata == null ? null : new Sealed(id, row.getInteger("metadata_generation"), metadata));
  }

  private static DataClass collected(String code) {
    return DataClass.ofCode(code)
        .orElseThrow(() -> new IllegalStateException("an upload of an unknown class"));
  }

  private static List<UploadPart> parts(RowSet<Row> rows) {
    var parts = new ArrayList<UploadPart>();
    for (var row : rows) {
      long offset = row.getLong("offset_bytes");
      parts.add(
          new UploadPart(
              offset,
              row.getLong("length_bytes"),
              new VaultFile(
                  row.getString("digest"),
                  row.getLong("size_bytes"),
                  row.getInteger("generation"),
                  UploadPart.binding(row.getUUID("upload"), offset))));
    }
    return parts;
  }
}
