package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.TestLog.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.genomerecord.record.sourcing.Recording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourcingByTagIT {
  private static final EventCriteria PATIENT_P = EventCriteria.havingTags("patient", "p");

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final PostgresEventStorageEngine engine =
      new PostgresEventStorageEngine(sequencer, log.reader());

  @AfterEach
  void close() {
    log.close();
  }

  private record Sourced(List<String> types, @Nullable ConsistencyMarker marker) {
    long head() {
      return GlobalIndexConsistencyMarker.position(Objects.requireNonNull(marker));
    }
  }

  private Sourced source(EventCriteria criteria) {
    return source(SourcingCondition.conditionFor(criteria));
  }

  private Sourced source(SourcingCondition condition) {
    return answer(
        engine
            .source(condition, null)
            .reduce(
                new Sourced(List.of(), null),
                (found, entry) -> {
                  var marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
                  if (marker != null) {
                    return new Sourced(found.types(), marker);
                  }
                  var types = new ArrayList<>(found.types());
                  types.add(entry.message().type().name());
                  return new Sourced(types, found.marker());
                }));
  }

  private void given(String type, String... tags) {
    answer(sequencer.append(append(event(type, tags))));
  }

  private CompletableFuture<ConsistencyMarker> appendUnderMarker(
      ConsistencyMarker marker, EventCriteria criteria) {
    var message =
        new GenericEventMessage(
            Recording.newEventId().toString(),
            new MessageType(new QualifiedName("test.Decided"), "1"),
            "decided",
            Entries.ATTRIBUTION.toMetadata(),
            Entries.ATTRIBUTION.at());
    return engine
        .appendEvents(
            AppendCondition.withCriteria(criteria).withMarker(marker),
            null,
            List.of(new GenericTaggedEventMessage<>(message, Set.of(Tag.of("patient", "p")))))
        .thenCompose(transaction -> committed(transaction));
  }

  private static <R> CompletableFuture<ConsistencyMarker> committed(
      EventStorageEngine.AppendTransaction<R> transaction) {
    return transaction.commit(null).thenCompose(result -> transaction.afterCommit(result, null));
  }

  @Test
  void anEmptyLogHasNoEventsAndAMarkerBeforeTheFirst() {
    var sourced = source(PATIENT_P);

    assertThat(sourced.types()).isEmpty();
    assertThat(sourced.head()).isEqualTo(-1);
  }

  @Test
  void itFindsWhatCarriesTheTagInOrderAndTheMarkerIsTheHead() {
    given("test.A", "patient:p");
    given("test.B", "patient:q");
    given("test.C", "patient:p", "consent:c");
    given("test.D");

    var sourced = source(PATIENT_P);

    assertThat(sourced.types()).containsExactly("test.A", "test.C");
    assertThat(sourced.head()).isEqualTo(3);
  }

  @Test
  void allTagsOfACriterionMustMatchAndOneOfSeveralCriteria() {
    given("test.A", "patient:p");
    given("test.B", "patient:p", "consent:c");
    given("test.C", "lab:north");

    assertThat(source(EventCriteria.havingTags("patient", "p", "consent", "c")).types())
        .containsExactly("test.B");
    assertThat(
            source(
                    EventCriteria.either(
                        EventCriteria.havingTags("consent", "c"),
                        EventCriteria.havingTags("lab", "north")))
                .types())
        .containsExactly("test.B", "test.C");
  }

  @Test
  void typesRestrictWhatIsFound() {
    given("test.A", "patient:p");
    given("test.B", "patient:p");
    given("test.B", "patient:q");

    assertThat(source(PATIENT_P.or(EventCriteria.havingTags("patient", "none"))).types())
        .containsExactly("test.A", "test.B");
    assertThat(
            source(
                    EventCriteria.havingTags("patient", "p")
                        .andBeingOneOfTypes(new QualifiedName("test.B")))
                .types())
        .containsExactly("test.B");
    assertThat(
            source(EventCriteria.havingAnyTag().andBeingOneOfTypes(new QualifiedName("test.B")))
                .types())
        .containsExactly("test.B", "test.B");
  }

  @Test
  void withoutCriteriaEverythingIsFound() {
    given("test.A", "patient:p");
    given("test.B");

    assertThat(source(EventCriteria.havingAnyTag()).types()).containsExactly("test.A", "test.B");
  }

  @Test
  void itStartsAtThePositionAskedFor() {
    given("test.A", "patient:p");
    given("test.B", "patient:p");

    assertThat(
            source(
                    SourcingCondition.conditionFor(
                        new GlobalIndexConsistencyMarker(1).position(), PATIENT_P))
                .types())
        .containsExactly("test.B");
    assertThat(source(SourcingCondition.conditionFor(Position.START, PATIENT_P)).types())
        .hasSize(2);
  }

  @Test
  void aDecisionOnAStateThatHasChangedIsRejected() {
    given("test.A", "patient:p");
    var marker = Objects.requireNonNull(source(PATIENT_P).marker());
    given("test.B", "patient:p");

    assertThat(appendUnderMarker(marker, PATIENT_P))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withCauseInstanceOf(AppendEventsTransactionRejectedException.class);
  }

  @Test
  void aDecisionIsAppendedIfOnlyOthersChanged() {
    given("test.A", "patient:p");
    var marker = Objects.requireNonNull(source(PATIENT_P).marker());
    given("test.B", "patient:q");

    var appended = answer(appendUnderMarker(marker, PATIENT_P));

    assertThat(GlobalIndexConsistencyMarker.position(appended)).isEqualTo(2);
  }

  @Test
  void aFirstDecisionIsMadeOnAnEmptyStateOnly() {
    answer(appendUnderMarker(ConsistencyMarker.ORIGIN, PATIENT_P));

    assertThat(appendUnderMarker(ConsistencyMarker.ORIGIN, PATIENT_P))
        .failsWithin(Duration.ofSeconds(30));
  }

  @Test
  void whileOthersWriteTheMarkerNeverCoversAnEventThatWasNotFound() {
    var writers =
        Stream.generate(() -> sequencer.append(append(event("test.A", "patient:p"))))
            .limit(400)
            .toList();

    // Every event carries the tag, so a marker at n means n + 1 events.
    for (int i = 0; i < 40; i++) {
      var sourced = source(PATIENT_P);
      assertThat((long) sourced.types().size()).isEqualTo(sourced.head() + 1);
    }

    writers.forEach(TestLog::answer);
    assertThat(source(PATIENT_P).types()).hasSize(400);
  }
}
