package org.genomerecord.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

/// Two files of a laboratory, and 100 bytes.
class HavingRoomInQuarantineTest {
  private static final LaboratoryId LAB = new LaboratoryId("north-lab");
  private static final AccessionId FIRST = new AccessionId("a1");
  private static final AccessionId SECOND = new AccessionId("a2");
  private static final AccessionId THIRD = new AccessionId("a3");

  private final QuarantineRoom room = new QuarantineRoom(2, 100);

  private QuarantineRoom.Place comes(AccessionId accession, Map<AccessionId, Long> held) {
    return room.take(LAB, accession, () -> held);
  }

  private static void assertFull(ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.FORBIDDEN);
              assertThat(refusal.code()).isEqualTo("quarantine-full");
            });
  }

  @Test
  void oneMoreThanALaboratoryMayHaveIsRefused() {
    assertFull(() -> comes(THIRD, Map.of(FIRST, 1L, SECOND, 1L)));
  }

  @Test
  void moreBytesThanALaboratoryMayHaveAreRefused() {
    try (var second = comes(SECOND, Map.of(FIRST, 60L))) {
      second.grow(40);
      assertFull(() -> second.grow(1));
    }
  }

  /// Before a byte of it is read.
  @Test
  void whereItIsFullNothingBegins() {
    assertFull(() -> comes(SECOND, Map.of(FIRST, 100L)));
  }

  @Test
  void whatIsReplacedMakesRoom() {
    try (var first = comes(FIRST, Map.of(FIRST, 90L, SECOND, 10L))) {
      first.grow(90);
      assertFull(() -> first.grow(1));
    }
  }

  @Test
  void filesThatComeAtOnceHaveOneRoom() {
    try (var first = comes(FIRST, Map.of());
        var second = comes(SECOND, Map.of())) {
      assertFull(() -> comes(THIRD, Map.of()));
      first.grow(60);
      assertFull(() -> second.grow(41));
    }
  }

  @Test
  void whatIsGivenBackIsRoomForOthers() {
    try (var first = comes(FIRST, Map.of())) {
      first.grow(100);
    }
    try (var second = comes(SECOND, Map.of())) {
      assertThatCode(() -> second.grow(100)).doesNotThrowAnyException();
    }
  }

  /// Who began before it was on record knows of it all the same.
  @Test
  void whatIsOnRecordCountsForThoseOnTheirWay() {
    var held = new HashMap<AccessionId, Long>();
    try (var second = comes(SECOND, held)) {
      try (var first = comes(FIRST, held)) {
        first.become(60);
        held.put(FIRST, 60L);
        first.recorded();
      }
      second.grow(40);
      assertFull(() -> second.grow(1));
    }
  }

  /// It is on record, and has not given its place back yet.
  @Test
  void whatIsInBothCountsOnce() {
    try (var first = comes(FIRST, Map.of())) {
      first.become(60);
      try (var second = comes(SECOND, Map.of(FIRST, 60L))) {
        second.grow(40);
        assertFull(() -> second.grow(1));
      }
    }
  }

  @Test
  void sealedItMayBeTooMuch() {
    try (var first = comes(FIRST, Map.of())) {
      first.grow(100);
      assertFull(() -> first.become(116));
    }
  }

  /// A whole genome takes minutes to come.
  @Test
  void whatIsReleasedMeanwhileMakesRoomForWhatIsOnItsWay() {
    var held = new HashMap<>(Map.of(FIRST, 60L));
    try (var second = comes(SECOND, held)) {
      second.grow(40);
      held.clear();

      assertThatCode(() -> second.grow(60)).doesNotThrowAnyException();
      assertFull(() -> second.grow(1));
    }
  }

  @Test
  void whileWhatWaitsOfOneLaboratoryIsLookedUpNoOtherWaits() {
    try (var first =
        room.take(
            LAB,
            FIRST,
            () -> {
              CompletableFuture.runAsync(() -> comesFromElsewhere().close())
                  .orTimeout(30, TimeUnit.SECONDS)
                  .join();
              return Map.of();
            })) {
      assertThatCode(() -> first.grow(100)).doesNotThrowAnyException();
    }
  }

  private QuarantineRoom.Place comesFromElsewhere() {
    return room.take(new LaboratoryId("south-lab"), SECOND, Map::of);
  }

  @Test
  void anotherLaboratoryHasRoomOfItsOwn() {
    try (var first = comes(FIRST, Map.of())) {
      first.grow(100);
      try (var other = comesFromElsewhere()) {
        assertThatCode(() -> other.grow(100)).doesNotThrowAnyException();
      }
    }
  }
}
