package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With an `Idempotency-Key`, on a real database.
class RepeatingASubmissionIT {
  private static final AccessionId ACCESSION = new AccessionId("accession-1");
  private static final AccessionId ANOTHER = new AccessionId("accession-2");
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private final TestLog database = TestLog.create();
  private final IdempotencyKeys keys = new IdempotencyKeys(database.pool());

  @BeforeEach
  void migrate() throws IOException {
    try (var sql =
        IdempotencyKeys.class.getResourceAsStream("/db/ingestion/V151__idempotency_key.sql")) {
      var text = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
      Awaiting.result(database.pool().query(text).execute());
    }
    keys.take("\"key\"", "north-lab", ACCESSION, NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static void assertRefused(Category category, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.category()).isEqualTo(category));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"key\"", "key"})
  void theSameUnderTheSameKeyIsTaken(String header) {
    assertThatCode(() -> keys.take(header, "north-lab", ACCESSION, NOW.plusSeconds(1)))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherAccessionUnderItIsRefused() {
    assertRefused(
        Category.UNSUPPORTED,
        () -> keys.take("\"key\"", "north-lab", ANOTHER, NOW.plusSeconds(86_400)));
  }

  @Test
  void aDayLaterItIsForgotten() {
    var later = NOW.plusSeconds(86_401);
    keys.take("\"other\"", "north-lab", ANOTHER, later);

    assertThat(database.rows("SELECT * FROM idempotency_key")).hasSize(1);
    assertThatCode(() -> keys.take("\"key\"", "north-lab", ANOTHER, later))
        .doesNotThrowAnyException();
  }

  /// Two that forgot each other's key would wait for each other.
  @Test
  @Timeout(20)
  void nobodyWaitsForAKeyThatAnotherRequestHasInHand() {
    var another = Awaiting.result(database.pool().getConnection());
    try {
      var inHand = Awaiting.result(another.begin());
      Awaiting.result(another.query("SELECT FROM idempotency_key FOR UPDATE").execute());

      keys.take("\"other\"", "north-lab", ANOTHER, NOW.plusSeconds(86_401));

      Awaiting.result(inHand.rollback());
    } finally {
      Awaiting.result(another.close());
    }
    assertThat(database.rows("SELECT * FROM idempotency_key")).hasSize(2);
  }

  @Test
  void laboratoriesDoNotShareKeys() {
    assertThatCode(() -> keys.take("\"key\"", "south-lab", ANOTHER, NOW))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "\"key", "two words", "\"a\"b\"", "schlüssel"})
  void whatIsNoKeyIsRefused(String header) {
    assertRefused(Category.INCORRECT, () -> keys.take(header, "north-lab", ACCESSION, NOW));
  }
}
