package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class LettingMessagesInTest {
  private final ReadingRoom room = new ReadingRoom("messages", 1);
  private final AtomicBoolean isRead = new AtomicBoolean();

  private Boolean second() throws IOException {
    return room.read("lab-a", () -> isRead.getAndSet(true));
  }

  @Test
  void oneTooManyComesBackLaterAndIsNotRead() throws IOException {
    room.read(
        "lab-a",
        () -> {
          assertThatThrownBy(this::second)
              .isInstanceOfSatisfying(
                  Refusal.class,
                  refusal -> {
                    assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE);
                    assertThat(refusal.code()).isEqualTo("messages-busy");
                  });
          return isRead;
        });
    assertThat(isRead).isFalse();

    second();
    assertThat(isRead).isTrue();
  }

  @Test
  void oneLaboratoryLeavesRoomForOthers() throws IOException {
    var two = new ReadingRoom("messages", 2);

    two.read(
        "lab-a",
        () -> {
          assertThatThrownBy(() -> two.read("lab-a", () -> isRead.getAndSet(true)))
              .hasMessageContaining("as one laboratory may");
          return two.read("lab-b", () -> isRead.getAndSet(true));
        });
    assertThat(isRead.getAndSet(false)).isTrue();

    two.read("lab-a", () -> isRead.getAndSet(true));
    assertThat(isRead).isTrue();
  }

  @Test
  void oneThatFailsLeavesItsRoom() throws IOException {
    assertThatThrownBy(() ->
            room.read(
                "lab-a",
                () -> {
                  throw new IOException("cut off");
                }))
        .isInstanceOf(IOException.class);

    second();
    assertThat(isRead).isTrue();
  }
}
