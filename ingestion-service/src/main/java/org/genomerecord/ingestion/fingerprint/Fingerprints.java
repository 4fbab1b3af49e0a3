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
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;

/// The fingerprints of accessions whose file is a genome or an exome, one each.
///
/// They are no read model: a projection has no patient's key to read a file with. They are made
/// while a file is validated, a rebuild finds them where they are, and they go as events say:
/// [#forget] follows withdrawals and purges.
@ApplicationScoped
public class Fingerprints {
  private static final int OTHERS_MAX = 100;

  private static final String KEEP =
      "INSERT INTO genome_fingerprint (accession, patient, bands) VALUES ($1, $2, $3::bigint[])"
          + " ON CONFLICT (accession) DO UPDATE"
          + " SET patient = EXCLUDED.patient, bands = EXCLUDED.bands";

  private static final String REMOVE = "DELETE FROM genome_fingerprint WHERE accession = $1";

  private static final String OTHERS =
      "SELECT accession FROM genome_fingerprint WHERE bands && $1::bigint[] AND patient <> $2"
          + " AND (SELECT count(*) FROM unnest(bands) AS band WHERE band = ANY ($1::bigint[])) >= $3"
          + " ORDER BY accession LIMIT $4";

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

  /// Keeps the fingerprint of what an accession is about to hold, in the place of what it held, and
  /// then looks for others: of two at the very same time at least one finds the other. Blocks.
  ///
  /// @param genotypes empty: the file is of no genome, and the accession has no fingerprint
  /// @return accessions of other patients with the same genome as far as is told, a bounded number
  public List<AccessionId> keep(
      AccessionId accession, Pseudonym patient, Optional<IdentityGenotypes> genotypes) {
    var fingerprint = genotypes.flatMap(key::of);
    if (fingerprint.isEmpty()) {
      remove(accession);
      return List.of();
    }
    var bands = fingerprint.get().bands().toArray(Long[]::new);
    Awaiting.result(
        pool.preparedQuery(KEEP).execute(Tuple.of(accession.value(), patient.value(), bands)));
    var others =
        Awaiting.result(
            pool.preparedQuery(OTHERS)
                .execute(
                    Tuple.of(
                        bands, patient.value(), IdentityGenotypes.EQUAL_BANDS_MIN, OTHERS_MAX)));
    return StreamSupport.stream(others.spliterator(), false)
        .map(row -> new AccessionId(row.getString("accession")))
        .toList();
  }

  /// Blocks.
  public void remove(AccessionId accession) {
    Awaiting.result(pool.preparedQuery(REMOVE).execute(Tuple.of(accession.value())));
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
