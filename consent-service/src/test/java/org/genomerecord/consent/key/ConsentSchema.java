package org.genomerecord.consent.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.TestLog;

/// Adds the tables of keys and erasure to a test's log.
public final class ConsentSchema {
  private static final List<String> MIGRATIONS =
      List.of(
          "V100__consent.sql",
          "V102__keys.sql",
          "V103__erasure.sql",
          "V104__key_release.sql",
          "V140__quarantine_keys.sql",
          "V141__quarantine_names.sql",
          "V142__key_releases_compared.sql",
          "V143__erasure_noted.sql");

  private ConsentSchema() {}

  public static void addTo(TestLog database) {
    for (var migration : MIGRATIONS) {
      try (var schema = ConsentSchema.class.getResourceAsStream("/db/consent/" + migration)) {
        var sql = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        Awaiting.result(database.pool().query(sql).execute());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
