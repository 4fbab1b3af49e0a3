package org.genomerecord.interpretation.activation;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.record.relay.Awaiting;
import org.jspecify.annotations.Nullable;

/// Releases by name, as they were imported or came with a build. What is stored is never changed.
/// Blocks.
@ApplicationScoped
class StoredReleases {
  private final Pool pool;

  StoredReleases(Pool pool) {
    this.pool = pool;
  }

  /// @param storedBy account of the operator; null: it came with a build
  record Stored(String name, String digest, Instant storedAt, @Nullable String storedBy) {}

  /// The newest first.
  List<Stored> newest(int limit) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(
                    "SELECT name, digest, stored_at, stored_by FROM knowledge_release"
                        + " ORDER BY stored_at DESC, name LIMIT $1")
                .execute(Tuple.of(limit)));
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new Stored(
                row.getString("name"),
                row.getString("digest"),
                row.getOffsetDateTime("stored_at").toInstant(),
                row.getString("stored_by")))
        .toList();
  }

  /// @throws DefectiveKnowledge if what is stored is not what its name says
  Optional<ReleaseFiles> find(String name) {
    var rows =
        Awaiting.result(
                pool.preparedQuery("SELECT archive FROM knowledge_release WHERE name = $1")
                    .execute(Tuple.of(name)))
            .iterator();
    return rows.hasNext()
        ? Optional.of(ReleaseFiles.ofArchive(rows.next().getBuffer("archive").getBytes()))
        : Optional.empty();
  }

  /// @return whether it was not stored before
  boolean store(
      KnowledgeRelease release, ReleaseFiles files, Instant at, @Nullable String operator) {
    return Awaiting.result(
                pool.preparedQuery(
                        "INSERT INTO knowledge_release"
                            + " (name, digest, archive, stored_at, stored_by)"
                            + " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO NOTHING")
                    .execute(
                        Tuple.of(
                            release.name(),
                            release.digest(),
                            Buffer.buffer(files.archive()),
                            at.atOffset(ZoneOffset.UTC),
                            operator)))
            .rowCount()
        == 1;
  }
}
