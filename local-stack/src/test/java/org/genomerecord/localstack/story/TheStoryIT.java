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
      var steps = new Story(running.stack(), SubmittedFile.SYNTHETIC, _ -> {}).play();

      assertThat(steps).as(time).hasSize(STEPS).allMatch(Step::asTold);
    }
  }
}
