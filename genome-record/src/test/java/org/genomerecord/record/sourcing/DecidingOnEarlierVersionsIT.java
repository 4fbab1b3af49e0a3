package org.genomerecord.record.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.sourcing.ReadingEarlierVersionsTest.Moves;
import org.genomerecord.record.sourcing.ReadingEarlierVersionsTest.Moves.SpecimenMoved;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Events that earlier releases wrote, from the log through Axon to the one who decides.
class DecidingOnEarlierVersionsIT {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", "north-lab"),
          null,
          Instant.parse("2026-01-01T12:00:00Z"),
          "request-1",
          null,
          null);
  private static final MoveSpecimen MOVE = new MoveSpecimen("s1", "freezer");

  record MoveSpecimen(@TargetEntityId String specimen, String place) {}

  /// Every place it has been at.
  record Route(List<String> places) {
    Route {
      places = List.copyOf(places);
    }

    Route evolve(Moves event) {
      return switch (event) {
        case SpecimenMoved(_, var more) ->
            new Route(Stream.concat(places.stream(), more.stream()).toList());
      };
    }
  }

  static final class MoveSpecimenHandler {
    private final List<Route> decidedOn;

    MoveSpecimenHandler(List<Route> decidedOn) {
      this.decidedOn = decidedOn;
    }

    @CommandHandler
    @Nullable UUID handle(MoveSpecimen command, @InjectEntity Route route, EventAppender events) {
      decidedOn.add(route);
      return Recording.append(
          events,
          ATTRIBUTION,
          List.of(new SpecimenMoved(command.specimen(), List.of(command.place()))));
    }
  }

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final List<Route> decidedOn = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    log.close();
  }

  private Commands commands() {
    return Commands.on(new PostgresEventStorageEngine(sequencer, log.readerApart()), this::modules);
  }

  private EventSourcingConfigurer modules(EventSourcingConfigurer configurer) {
    return configurer
        .registerEntity(
            Sourced.by(
                String.class,
                "specimen",
                Route.class,
                Moves.class,
                () -> new Route(List.of()),
                Route::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("moves")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new MoveSpecimenHandler(decidedOn)));
  }

  /// An event as the release of that version wrote it.
  private void given(String version, String payload) {
    var event =
        new Envelope(
            Recording.newEventId(),
            "test.SpecimenMoved",
            version,
            ATTRIBUTION,
            List.of("specimen:s1"),
            payload);
    TestLog.answer(sequencer.append(new Append(List.of(event), List.of(), -1)));
  }

  private List<String> stored() {
    var stored = new ArrayList<String>();
    for (var event : log.events()) {
      stored.add(event.envelope().version() + " " + event.envelope().payload());
    }
    return stored;
  }

  @Test
  void whoDecidesSeesEachAsTheNewest() {
    given("1", "{\"specimen\":\"s1\",\"shelf\":\"A\"}");
    given("2", "{\"specimen\":\"s1\",\"place\":\"bench\"}");
    given("3", "{\"specimen\":\"s1\",\"places\":[\"lift\",\"cellar\"]}");

    try (var commands = commands()) {
      assertThat(commands.send(MOVE)).isNotNull();
    }

    assertThat(decidedOn).containsExactly(new Route(List.of("shelf A", "bench", "lift", "cellar")));
  }

  @Test
  void whatIsStoredStaysAsItWasWrittenAndWhatIsAddedIsOfTheNewestVersion() {
    given("1", "{\"specimen\":\"s1\",\"shelf\":\"A\"}");

    try (var commands = commands()) {
      commands.send(MOVE);
    }

    assertThat(stored())
        .containsExactly(
            "1 {\"specimen\":\"s1\",\"shelf\":\"A\"}",
            "3 {\"specimen\":\"s1\",\"places\":[\"freezer\"]}");
  }

  @Test
  void aVersionThatNobodyKnowsStopsTheDecision() {
    given("4", "{\"specimen\":\"s1\",\"places\":[]}");

    try (var commands = commands()) {
      assertThatThrownBy(() -> commands.send(MOVE)).hasRootCauseInstanceOf(UnknownEvent.class);
    }

    assertThat(decidedOn).isEmpty();
    assertThat(log.events()).hasSize(1);
  }
}
