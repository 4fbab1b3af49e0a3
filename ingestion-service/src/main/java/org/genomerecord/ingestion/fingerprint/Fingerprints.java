package org.genomerecord.ingestion.fingerprint;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.genomerecord.ingestion.vcf.IdentityGenotypes;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;
import org.jspecify.annotations.Nullable;

/// The fingerprints of files that are a genome or an exome, one each.
///
/// They are no read model: a projection has no patient's key to read a file with. They are made
/// while a file is validated, a rebuild finds them where they are, and they go as events say:
/// [#forget] follows withdrawals and purges; whoever settles a file removes what is stale by that.
@ApplicationScoped
public class Fingerprints {
  private static final int OTHERS_MAX = 100;

  private static final String KEEP =
      "INSERT INTO genome_fingerprint (accession, file, patient, bands)"
          + " VALUES ($1, $2, $3, $4::bigint[])"
          + " ON CONFLICT (accession, file) DO UPDATE SET bands = EXCLUDED.bands";

  private static final String REMOVE =
      "DELETE FROM genome_fingerprint WHERE accession = $1 AND file = $2";

  private static final String KEPT = "SELECT accession, file, patient FROM genome_fingerprint ";

  private static final String OTHERS =
      KEPT
          + "WHERE bands && $1::bigint[] AND patient <> $2"
          + " AND (SELECT count(*) FROM unnest(bands) AS band WHERE band = ANY ($1::bigint[])) >= $3"
          + " ORDER BY accession, file LIMIT $4";

  private final Pool pool;
  private final FingerprintKey key;

  @Inject
  Fingerprints(Pool pool, FingerprintKey key) {
    this.pool = pool;
    this.key = key;
  }

  /// Without a container.
  ///
  /// @param secret as the service has it
  public static Fingerprints on(Pool pool, String secret) {
    return new Fingerprints(pool, new FingerprintKey(secret));
  }

  /// What a fingerprint is kept of.
  ///
  /// @param file digest, as its submission names it
  public record Kept(AccessionId accession, String file, Pseudonym patient) {

    /// The file of a submission.
    public static Kept of(SubmissionReceived received) {
      return new Kept(received.accession(), received.file().digest(), received.patient());
    }
  }

  /// Keeps the fingerprint of a file that an accession is about to hold, beside that of the file
  /// which it holds, and then looks for others: of two at the very same time at least one finds the
  /// other. Blocks.
  ///
  /// @param genotypes empty: the file is of no genome, and has no fingerprint
  /// @return files of other patients with the same genome as far as is told, a bounded number
  public List<Kept> keep(Kept file, Optional<IdentityGenotypes> genotypes) {
    var fingerprint = genotypes.flatMap(key::of);
    if (fingerprint.isEmpty()) {
      return List.of();
    }
    var bands = fingerprint.get().bands().toArray(Long[]::new);
    Awaiting.result(
        pool.preparedQuery(KEEP)
            .execute(
                Tuple.of(file.accession().value(), file.file(), file.patient().value(), bands)));
    return kept(
        OTHERS,
        Tuple.of(bands, file.patient().value(), IdentityGenotypes.EQUAL_BANDS_MIN, OTHERS_MAX));
  }

  /// Those of an accession: of the file in force, and of a correction. Blocks.
  public List<Kept> of(AccessionId accession) {
    return kept(KEPT + "WHERE accession = $1", Tuple.of(accession.value()));
  }

  /// All of them page by page, in some order that stays. Blocks.
  ///
  /// @param last of the page before; null: the first
  public List<Kept> after(@Nullable Kept last, int limit) {
    return kept(
        KEPT + "WHERE (accession, file) > ($1, $2) ORDER BY accession, file LIMIT $3",
        last == null
            ? Tuple.of("", "", limit)
            : Tuple.of(last.accession().value(), last.file(), limit));
  }

  private List<Kept> kept(String query, Tuple values) {
    var rows = Awaiting.result(pool.preparedQuery(query).execute(values));
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new Kept(
                new AccessionId(row.getString("accession")),
                row.getString("file"),
                new Pseudonym(row.getString("patient"))))
        .toList();
  }

  /// Blocks.
  public void remove(Kept file) {
    Awaiting.result(
        pool.preparedQuery(REMOVE).execute(Tuple.of(file.accession().value(), file.file())));
  }

  /// What was withdrawn counts no more. Needs a session.
  public static Uni<Void> forget(AccessionId accession) {
    return forget("accession", accession.value());
  }

  /// All of a patient. Needs a session.
  public static Uni<Void> forget(Pseudonym patient) {
    return forget("patient", patient.value());
  }

  private static Uni<Void> forget(String column, String value) {
    return Panache.getSession()
        .chain(session ->
            session
                .createNativeQuery("DELETE FROM genome_fingerprint WHERE " + column + " = ?1")
                .setParameter(1, value)
                .executeUpdate())
        .replaceWithVoid();
  }
}
