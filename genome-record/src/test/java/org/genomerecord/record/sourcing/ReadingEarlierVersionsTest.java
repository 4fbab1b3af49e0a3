package org.genomerecord.record.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.genomerecord.record.event.EarlierVersion;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.SealedEvent;
import org.junit.jupiter.api.Test;

class ReadingEarlierVersionsTest {
  private static final String MOVED = "test.SpecimenMoved";

  /// Version 1 had `shelf`; version 2 has `place`; version 3 has a list of places.
  sealed interface Moves {
    @Event(namespace = "test", name = "SpecimenMoved", version = "3")
    @EarlierVersion(value = "1", upcast = ShelfIsPlace.class)
    @EarlierVersion(value = "2", upcast = OnePlaceIsAList.class)
    record SpecimenMoved(@EventTag(key = "specimen") String specimen, List<String> places)
        implements Moves {
      public SpecimenMoved {
        places = List.copyOf(places);
      }
    }
  }

  private static Map<String, Object> renamed(
      Map<String, Object> fields, String from, String to, Object value) {
    var next = new HashMap<>(fields);
    next.remove(from);
    next.put(to, value);
    return next;
  }

  static final class ShelfIsPlace implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> fields) {
      return renamed(fields, "shelf", "place", "shelf " + fields.get("shelf"));
    }
  }

  static final class OnePlaceIsAList implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> fields) {
      return renamed(fields, "place", "places", List.of(String.valueOf(fields.get("place"))));
    }
  }

  sealed interface SealedMoves {
    @Event(namespace = "test", name = "SpecimenSealed", version = "2")
    @EarlierVersion(value = "1", upcast = ShelfIsPlace.class)
    record SpecimenSealed(Sealed sealed) implements SealedMoves, SealedEvent {}
  }

  private static Moves.SpecimenMoved read(String version, String json) {
    return (Moves.SpecimenMoved) EventTypes.of(Moves.class).read(MOVED, version, json);
  }

  @Test
  void eachVersionIsReadAsTheNewest() {
    assertThat(read("1", "{\"specimen\":\"s1\",\"shelf\":\"A\"}").places())
        .containsExactly("shelf A");
    assertThat(read("2", "{\"specimen\":\"s1\",\"place\":\"bench\"}").places())
        .containsExactly("bench");
    assertThat(read("3", "{\"specimen\":\"s1\",\"places\":[\"a\",\"b\"]}").places())
        .containsExactly("a", "b");
  }

  @Test
  void aVersionThatNobodyKnowsStopsTheReader() {
    assertThatThrownBy(() -> read("4", "{}")).isInstanceOf(UnknownEvent.class);
    assertThatThrownBy(() -> read("0", "{}")).isInstanceOf(UnknownEvent.class);
  }

  @Test
  void anEarlierVersionIsReadAsStrictlyAsTheNewest() {
    assertThatThrownBy(
            () -> read("1", "{\"specimen\":\"s1\",\"shelf\":\"A\",\"addedByANewerRelease\":1}"))
        .isInstanceOf(EventJson.UnreadableEvent.class)
        .hasMessageNotContaining("addedByANewerRelease");
    assertThatThrownBy(() -> read("1", "[]")).isInstanceOf(EventJson.UnreadableEvent.class);
    assertThatThrownBy(() -> read("2", "{")).isInstanceOf(EventJson.UnreadableEvent.class);
  }

  @Test
  void whatIsWrittenIsOfTheNewestVersion() {
    var moved = new Moves.SpecimenMoved("s1", List.of("a"));

    assertThat(EventTypes.nameOf(moved.getClass()).version()).isEqualTo("3");
    assertThat(read("3", EventJson.write(moved))).isEqualTo(moved);
  }

  /// Its ciphertext could not be opened: it is bound to version 1.
  @Test
  void anEventWithSealedFieldsHasNoEarlierVersion() {
    assertThat(
            new SealedMoves.SpecimenSealed(Sealed.of(UUID.randomUUID(), 1, new byte[1])).sealed())
        .isNotNull();
    assertThatThrownBy(() -> EventTypes.of(SealedMoves.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sealed");
  }
}
