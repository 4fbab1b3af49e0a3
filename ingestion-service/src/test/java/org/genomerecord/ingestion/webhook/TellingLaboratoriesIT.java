package org.genomerecord.ingestion.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// On a real database, to a real server on this machine.
class TellingLaboratoriesIT {
  private static final LaboratoryId NORTH = new LaboratoryId("north-lab");
  private static final WebhookSecrets SECRETS =
      new WebhookSecrets("not-a-secret-but-as-long-as-one");
  private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final TestLog log = TestLog.create();
  private final WebhookDeliveries deliveries =
      new WebhookDeliveries(log.pool(), limits(true, 5_000));
  private final List<WebhookSender> senders = new ArrayList<>();
  private Receiver receiver;

  private record Limits(
      boolean privateAddresses,
      long timeoutMillis,
      long firstPauseMillis,
      long pauseMillisMax,
      int attemptsMax,
      int sendersMax,
      long pollMillis,
      int retentionDays)
      implements WebhookLimits {}

  @BeforeEach
  void open() throws IOException {
    receiver = new Receiver();
    execute(Files.readString(Path.of("src/main/resources/db/ingestion/V161__webhook.sql")));
  }

  @AfterEach
  void close() {
    senders.forEach(WebhookSender::stop);
    receiver.close();
    log.close();
  }

  private void execute(String sql) {
    Awaiting.result(log.pool().query(sql).execute());
  }

  private static Limits limits(boolean privateAddresses, long timeoutMillis) {
    return new Limits(privateAddresses, timeoutMillis, 20, 100, 4, 8, 20, 30);
  }

  private WebhookSender sender(boolean privateAddresses) {
    return sender(privateAddresses, 5_000);
  }

  private WebhookSender sender(boolean privateAddresses, long timeoutMillis) {
    var sender =
        new WebhookSender(deliveries, SECRETS, limits(privateAddresses, timeoutMillis), () -> 0.5);
    senders.add(sender);
    return sender;
  }

  private void subscribe(LaboratoryId laboratory, String url, int generation, Instant former) {
    Awaiting.result(
        log.pool()
            .preparedQuery("INSERT INTO webhook_subscription VALUES ($1, $2, $3, $4)")
            .execute(Tuple.of(laboratory.value(), url, generation, at(former))));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private UUID toTell(LaboratoryId laboratory) {
    var id = UUID.randomUUID();
    Awaiting.result(
        log.pool()
            .preparedQuery(
                "INSERT INTO webhook_delivery"
                    + " (delivery, laboratory, accession, submission, event, occurred_at, position)"
                    + " VALUES ($1, $2, 'accession-1', $3, 'accepted', $4, 1)")
            .execute(
                Tuple.of(
                    id,
                    laboratory.value(),
                    new UUID(0, 1),
                    at(Instant.parse("2026-01-01T12:00:00Z")))));
    return id;
  }

  private void interpreted(UUID event, LaboratoryId laboratory, Instant at) {
    var connection = Awaiting.result(log.pool().getConnection());
    deliveries.tellInterpreted(
        connection, event, laboratory.value(), new AccessionId("accession-1"), at, 1);
    Awaiting.result(connection.close());
  }

  private String status(UUID id) {
    var row =
        Awaiting.result(
                log.pool()
                    .preparedQuery(
                        "SELECT status, attempts, coalesce(failure, '-') AS failure"
                            + " FROM webhook_delivery WHERE delivery = $1")
                    .execute(Tuple.of(id)))
            .iterator()
            .next();
    return row.getString("status")
        + " "
        + row.getInteger("attempts")
        + " "
        + row.getString("failure");
  }

  private void see(UUID id, String status) {
    see(() -> status(id).equals(status), () -> "it was " + status(id));
  }

  private static void see(BooleanSupplier isSo, Supplier<String> otherwise) {
    long begun = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - begun > BOUND_NANOS) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void whatIsToldIsSignedAndHasNothingOfThePatient() throws InterruptedException {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    var id = toTell(NORTH);

    sender(true).start();

    var told = receiver.next();
    assertThat(told.body())
        .isEqualTo(
            "{\"type\":\"submission.accepted\",\"timestamp\":\"2026-01-01T12:00:00Z\","
                + "\"data\":{\"accession\":\"accession-1\","
                + "\"submission\":\"00000000-0000-0000-0000-000000000001\","
                + "\"status\":\"accepted\"}}");
    assertThat(told.headers()).containsEntry("webhook-id", id.toString());
    assertThat(told.headers().get("webhook-signature"))
        .isEqualTo(signature(told, List.of(SECRETS.secret(NORTH, 1))));
    see(id, "delivered 1 -");
  }

  private static String signature(Receiver.Told told, List<byte[]> secrets) {
    return WebhookSignature.of(
        secrets,
        String.valueOf(told.headers().get("webhook-id")),
        Long.parseLong(String.valueOf(told.headers().get("webhook-timestamp"))),
        told.body());
  }

  @Test
  void thatItIsInterpretedIsToldOnceAndAfterWhatCameBefore() throws InterruptedException {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    toTell(NORTH);
    var event = UUID.randomUUID();
    var now = Instant.now();
    interpreted(event, NORTH, now);
    interpreted(event, NORTH, now);

    sender(true).start();

    assertThat(receiver.next().body()).contains("submission.accepted");
    var told = receiver.next();
    assertThat(told.body())
        .contains("\"type\":\"submission.interpreted\"", "\"status\":\"interpreted\"")
        .contains("\"submission\":\"00000000-0000-0000-0000-000000000001\"");
    assertThat(told.headers()).containsEntry("webhook-id", event.toString());
    see(event, "delivered 1 -");
  }

  @Test
  void whoWantsToKnowNothingOrLearnsItTooLateIsNotTold() {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);

    interpreted(UUID.randomUUID(), new LaboratoryId("south-lab"), Instant.now());
    interpreted(UUID.randomUUID(), NORTH, Instant.parse("2026-01-01T12:00:00Z"));

    assertThat(Awaiting.result(log.pool().query("SELECT FROM webhook_delivery").execute()).size())
        .isZero();
  }

  @Test
  void duringARotationBothSecretsSign() throws InterruptedException {
    subscribe(NORTH, receiver.url(), 2, Instant.parse("2999-01-01T00:00:00Z"));
    toTell(NORTH);

    sender(true).start();

    var told = receiver.next();
    assertThat(told.headers().get("webhook-signature"))
        .isEqualTo(signature(told, List.of(SECRETS.secret(NORTH, 2), SECRETS.secret(NORTH, 1))));
  }

  @Test
  void whatFailsIsTriedAgainWithTheSameIdUntilItIsThere() throws InterruptedException {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    var attempts = new AtomicInteger();
    receiver.answers(() -> attempts.incrementAndGet() < 3 ? 500 : 200);
    var id = toTell(NORTH);

    sender(true).start();

    see(id, "delivered 3 -");
    for (int i = 0; i < 3; i++) {
      assertThat(receiver.next().headers()).containsEntry("webhook-id", id.toString());
    }
  }

  @Test
  void whatFailsToTheEndIsDeadAndToldAgainOnCommand() {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    receiver.answers(() -> 503);
    var id = toTell(NORTH);
    sender(true).start();
    see(id, "dead 4 status-503");
    receiver.answers(() -> 204);

    assertUnknown(() -> deliveries.redeliver(id, "south-lab"));
    deliveries.redeliver(id, "north-lab");

    see(id, "delivered 1 -");
  }

  /// It goes on record.
  private static void assertUnknown(ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            RefusedAtTheDoor.class,
            refusal -> assertThat(refusal.code()).isEqualTo("delivery-unknown"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "north-lab")
  void withoutAWebhookNothingIsToldAgain(String asks) {
    var id = toTell(NORTH);
    deliveries.dead(id, "status-410");

    assertThatThrownBy(() -> deliveries.redeliver(id, asks))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("webhook-none"));
    assertUnknown(() -> deliveries.redeliver(new UUID(0, 9), asks));

    assertThat(status(id)).isEqualTo("dead 0 status-410");
  }

  @Test
  void whoWaitsLongestIsTheFirstToBeTold() {
    var alphabetically = new LaboratoryId("a-lab");
    subscribe(alphabetically, receiver.url(), 1, Instant.EPOCH);
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    toTell(alphabetically);
    var waits = toTell(NORTH);
    execute(
        "UPDATE webhook_delivery SET next_attempt_at = now() - interval '1 minute'"
            + " WHERE laboratory = 'north-lab'");

    assertThat(deliveries.claim(1_000, List.of(), 1))
        .extracting(WebhookMessage::id)
        .containsExactly(waits);
  }

  /// Recorded by a release that read addresses less strictly.
  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:99999/", "http://127.0.0.1:1/ /"})
  void anAddressThatCannotBeConnectedToIsNotTriedForEver(String url) {
    subscribe(NORTH, url, 1, Instant.EPOCH);
    var id = toTell(NORTH);

    sender(true).start();

    see(id, "dead 4 address-wrong");
  }

  @Test
  void aRedirectIsNotFollowed() throws InterruptedException {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    receiver.answers(() -> 302);
    var id = toTell(NORTH);

    sender(true).start();

    see(id, "dead 4 status-302");
    for (int i = 0; i < 4; i++) {
      assertThat(receiver.next().path()).isEqualTo("/results");
    }
    assertThat(receiver.waiting()).isZero();
  }

  @Test
  void whoIsGoneIsNotAskedAgain() {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    receiver.answers(() -> 410);
    var id = toTell(NORTH);

    sender(true).start();

    see(id, "dead 1 status-410");
  }

  @Test
  void aReceiverThatSaysNothingHoldsUpNobodyElse() throws IOException {
    var south = new LaboratoryId("south-lab");
    try (var silent = new Receiver()) {
      silent.answers(() -> -1);
      subscribe(NORTH, silent.url(), 1, Instant.EPOCH);
      subscribe(south, receiver.url(), 1, Instant.EPOCH);
      var first = toTell(NORTH);
      var others = List.of(toTell(south), toTell(south), toTell(south));

      sender(true, 500).start();

      others.forEach(
          id -> see(() -> status(id).startsWith("delivered"), () -> "it was " + status(id)));
      see(first, "dead 4 timeout");
    }
  }

  @Test
  void anAddressThatIsNotPublicIsNeverConnectedTo() {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    var id = toTell(NORTH);

    sender(false).start();

    see(id, "dead 4 address-not-public");
    assertThat(receiver.waiting()).isZero();
  }

  /// It had claimed the delivery, and nobody will write down what came of it.
  @Test
  void whatAKilledProcessHadClaimedIsToldByTheNext() {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    var id = toTell(NORTH);
    assertThat(deliveries.claim(3_600_000, List.of(), 8)).hasSize(1);
    assertThat(deliveries.claim(3_600_000, List.of(), 8)).isEmpty();
    execute("UPDATE webhook_delivery SET next_attempt_at = now()"); // as when the hour is over

    sender(true).start();

    see(id, "delivered 2 -");
  }

  @Test
  void whatWasToldLongAgoIsForgottenAndWhatWaitsIsNot() {
    subscribe(NORTH, receiver.url(), 1, Instant.EPOCH);
    var told = toTell(NORTH);
    var waits = toTell(NORTH);
    deliveries.delivered(told);
    execute("UPDATE webhook_delivery SET occurred_at = now() - interval '31 days'");

    deliveries.forget(30);

    assertThat(status(waits)).startsWith("waiting");
    assertThat(Awaiting.result(log.pool().query("SELECT * FROM webhook_delivery").execute()).size())
        .isEqualTo(1);
  }
}
