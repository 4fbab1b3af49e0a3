package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.identity.Realm;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher's view of a fault. That nothing is lost by one is `FaultsIT`'s.
@ExtendWith(RunningStack.Shared.class)
class HealingAStackIT {
  private final LocalStack localStack;
  private final Stack stack;
  private final Map<String, Outcome> heard;

  HealingAStackIT(RunningStack running) {
    localStack = running.localStack();
    stack = running.stack();
    heard = running.heard();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "gateway", "witness"})
  void aKilledComponentIsStartedAgainAndTheOthersAreLeftAlone(String component) {
    localStack.kill(component);
    assertThat(localStack.status())
        .anyMatch(one -> one.name().equals(component) && one.state() == ComponentStatus.State.DEAD);
    heard.clear();

    localStack.start();

    assertThat(heard).containsEntry(component, Outcome.RESTARTED);
    assertThat(heard.values())
        .filteredOn(outcome -> outcome == Outcome.ALREADY_RUNNING)
        .hasSize(heard.size() - 1);
    assertThat(localStack.status()).allMatch(one -> one.state() == ComponentStatus.State.READY);
  }

  @Test
  void startingWhatRunsChangesNothing() {
    heard.clear();

    Stack again = localStack.start();

    assertThat(heard.values()).hasSize(8).containsOnly(Outcome.ALREADY_RUNNING);
    assertThat(again.ports()).isEqualTo(stack.ports());
    assertThat(again.secrets()).isEqualTo(stack.secrets());
  }

  @Test
  void everySampleUserAndLaboratoryGetsAToken() {
    var tokens = new Tokens(stack);

    assertThat(SampleUser.all())
        .allSatisfy(user -> assertThat(tokens.user(user.name())).isNotBlank());
    assertThat(Realm.LABS).allSatisfy(lab -> assertThat(tokens.lab(lab)).isNotBlank());
    assertThat(tokens.service("ingestion-service")).isNotBlank();
  }

  @Test
  void aLaboratoryCannotSignWithAKeyThatIsNotItsOwn() {
    var tokens = new Tokens(stack);

    assertThatThrownBy(() -> tokens.lab("lab-north", stack.labKey("lab-south")))
        .hasMessageContaining("invalid_client");
  }
}
