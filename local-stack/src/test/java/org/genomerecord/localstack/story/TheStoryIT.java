package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What `./genome demo` plays.
@ExtendWith(RunningStack.Shared.class)
class TheStoryIT {
  private static final int STEPS = 14;

  @Test
  void everyStepGoesAsTheStorySaysAndSoItDoesTheSecondTime(RunningStack running) {
    for (var time : new String[] {"first", "second"}) {
      var story = new Story(running.stack(), SubmittedFile.SYNTHETIC, _ -> {});
      var steps = story.play();

      assertThat(steps).as(time).hasSize(STEPS).allMatch(Step::asTold);
      assertThat(story.findings())
          .as(time)
          .anyMatch(line -> line.startsWith("Not called: ABCG2, ") && line.contains("rs12777823"))
          .anyMatch(line -> line.startsWith("clopidogrel (neurovascular indication): "))
          .anyMatch(line -> line.startsWith("voriconazole (paediatric): "));
    }
  }
}
