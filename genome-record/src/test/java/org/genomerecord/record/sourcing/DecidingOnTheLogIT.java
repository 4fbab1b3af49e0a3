package org.genomerecord.record.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecidingOnTheLogIT {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", "north-lab"),
          "TREAT",
          Instant.parse("2026-01-01T12:00:00.123456Z"),
          "request-1",
          "cause-1",
          null);
  private static final ReceiveSpecimen RECEIVE = new ReceiveSpecimen("s1", "A", ATTRIBUTION);

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final AtomicInteger decisions = new AtomicInteger();

  @AfterEach
  void close() {
    log.close();
  }

  /// @param meanwhile runs in each decision, with its number from 1
  private Commands commands(IntConsumer meanwhile) {
    // A decision is made on the thread that brings the last event.
    return Commands.on(
        new PostgresEventStorageEngine(sequencer, log.readerApart()),
        ReceiveSpecimenHandler.modules(() -> meanwhile.accept(decisions.incrementAndGet())));
  }

  private Commands commands() {
    return commands(_ -> {});
  }

  /// Somebody else's append.
  private void append(String type, String tag, String payload) {
    TestLog.answer(
        sequencer.append(
            new Append(
                List.of(
                    new Envelope(
                        Recording.newEventId(), type, "1", ATTRIBUTION, List.of(tag), payload)),
                List.of(),
                -1)));
  }

  private List<String> types() {
    return log.events().stream().map(event -> event.envelope().type()).toList();
  }

  @Test
  void whatWasDecidedIsInTheLog() {
    try (var commands = commands()) {
      var event = commands.send(RECEIVE);

      assertThat(log.events())
          .singleElement()
          .satisfies(stored -> {
            assertThat(stored.envelope().id()).isEqualTo(event);
            assertThat(stored.envelope().type()).isEqualTo("test.SpecimenReceived");
            assertThat(stored.envelope().attribution()).isEqualTo(ATTRIBUTION);
            assertThat(stored.envelope().tags()).containsExactly("specimen:s1");
            assertThat(stored.envelope().payload())
                .isEqualTo("{\"specimen\":\"s1\",\"shelf\":\"A\"}");
          });
    }
  }

  @Test
  void twiceIsOnce() {
    try (var commands = commands()) {
      commands.send(RECEIVE);

      assertThat(commands.send(RECEIVE)).isNull();
      assertThat(log.events()).hasSize(1);
    }
  }

  @Test
  void aRefusalReachesTheSenderAndNothingIsRecorded() {
    append("test.SpecimenDiscarded", "specimen:s1", "{\"specimen\":\"s1\"}");

    try (var commands = commands()) {
      assertThatThrownBy(() -> commands.send(RECEIVE))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("specimen-gone"));
      assertThat(log.events()).hasSize(1);
    }
  }

  @Test
  void anEventOfANewerReleaseStopsTheDecision() {
    append("test.SpecimenFrozen", "specimen:s1", "{\"specimen\":\"s1\"}");

    try (var commands = commands()) {
      assertThatThrownBy(() -> commands.send(RECEIVE)).hasRootCauseInstanceOf(UnknownEvent.class);
      assertThat(log.events()).hasSize(1);
    }
  }

  @Test
  void anEventWithAnUnknownFieldStopsTheDecision() {
    append("test.SpecimenReceived", "specimen:s1", "{\"specimen\":\"s1\",\"box\":\"B\"}");

    try (var commands = commands()) {
      assertThatThrownBy(() -> commands.send(RECEIVE))
          .hasRootCauseInstanceOf(EventJson.UnreadableEvent.class);
    }
  }

  @Test
  void aDecisionThatWasOvertakenIsMadeAnewOnTheNewerState() {
    try (var commands =
        commands(decision -> {
          if (decision == 1) {
            append("test.SpecimenReceived", "specimen:s1", "{\"specimen\":\"s1\",\"shelf\":\"B\"}");
          }
        })) {
      assertThat(commands.send(RECEIVE)).isNull();

      assertThat(decisions).hasValue(2);
      assertThat(types()).containsExactly("test.SpecimenReceived");
    }
  }

  @Test
  void aDecisionIsNotOvertakenByEventsOfOthers() {
    try (var commands =
        commands(_ ->
            append(
                "test.SpecimenReceived", "specimen:s2", "{\"specimen\":\"s2\",\"shelf\":\"B\"}"))) {
      assertThat(commands.send(RECEIVE)).isNotNull();

      assertThat(decisions).hasValue(1);
    }
  }

  @Test
  void aDecisionThatIsAlwaysOvertakenIsGivenUpAsBusy() {
    try (var commands =
        commands(_ -> append("test.SpecimenAnnounced", "specimen:s1", "{\"specimen\":\"s1\"}"))) {
      assertThatThrownBy(() -> commands.send(RECEIVE))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.category()).isEqualTo(Category.BUSY));
      assertThat(types()).containsOnly("test.SpecimenAnnounced").hasSize(decisions.get());
    }
  }

  @Test
  void ofManySendersOneRecords() throws Exception {
    try (var commands = commands();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> send = () -> commands.send(RECEIVE) != null;
      var recorded =
          threads.invokeAll(Stream.generate(() -> send).limit(16).toList()).stream()
              .filter(sent -> sent.resultNow())
              .count();

      assertThat(recorded).isEqualTo(1);
      assertThat(log.events()).hasSize(1);
    }
  }
}
