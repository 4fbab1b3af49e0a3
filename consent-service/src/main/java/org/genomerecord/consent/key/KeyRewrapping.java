package org.genomerecord.consent.key;

import com.google.crypto.tink.util.Bytes;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.consent.key.KeyEncryptionKey.Wrapped;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;

/// Wraps the stored subject keys again, in pages. Blocks.
final class KeyRewrapping {
  private static final int PAGE_ROWS = 100;
  private static final String PAGE =
      "SELECT patient, generation, wrapped, key_version FROM subject_key"
          + " WHERE (patient, generation) > ($1, $2) AND key_version <> $3"
          + " ORDER BY patient, generation LIMIT "
          + PAGE_ROWS;

  /// A key that was destroyed meanwhile stays destroyed.
  private static final String UPDATE =
      "UPDATE subject_key SET wrapped = $4, key_version = $5"
          + " WHERE patient = $1 AND generation = $2 AND key_version = $3";

  private final Pool pool;
  private final SubjectKeys keys;

  KeyRewrapping(Pool pool, SubjectKeys keys) {
    this.pool = pool;
    this.keys = keys;
  }

  /// The version that wraps now. Keepers name it only with something that they wrapped.
  String currentVersion() {
    return kek().wrap(new byte[1], "which-version").keyVersion();
  }

  /// How many keys another version wrapped.
  long otherThan(String version) {
    return Awaiting.result(
            pool.preparedQuery("SELECT count(*) AS keys FROM subject_key WHERE key_version <> $1")
                .execute(Tuple.of(version)))
        .iterator()
        .next()
        .getLong("keys");
  }

  /// One pass over all keys.
  Pass pass() {
    return new Pass();
  }

  private KeyEncryptionKey kek() {
    return keys.own().keyEncryptionKey();
  }

  /// A pass over all keys, in the order of patients.
  final class Pass {
    private String patient = "";
    private int generation;
    private long done;
    private long unopened;

    /// @return whether there may be more
    boolean next() {
      var rows =
          Awaiting.result(
              pool.preparedQuery(PAGE).execute(Tuple.of(patient, generation, currentVersion())));
      var updates = new ArrayList<Tuple>();
      for (var row : rows) {
        patient = row.getString("patient");
        generation = row.getInteger("generation");
        rewrap(row, updates);
      }
      if (!updates.isEmpty()) {
        Awaiting.result(pool.preparedQuery(UPDATE).executeBatch(updates));
        done += updates.size();
      }
      return rows.size() == PAGE_ROWS;
    }

    private void rewrap(Row row, List<Tuple> updates) {
      var before =
          new Wrapped(
              Bytes.copyFrom(row.getBuffer("wrapped").getBytes()), row.getString("key_version"));
      try {
        var again = kek().rewrap(before, SubjectKeys.binding(new Pseudonym(patient), generation));
        updates.add(
            Tuple.of(
                patient,
                generation,
                before.keyVersion(),
                SubjectKeys.buffer(again),
                again.keyVersion()));
      } catch (IllegalStateException _) {
        // Nothing that was rotated or not makes it open: the others go on.
        unopened++;
      }
    }

    long done() {
      return done;
    }

    long unopened() {
      return unopened;
    }
  }
}
