package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.identity.Realm;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole stack in a run folder of its own.
class HealingAStackIT {
  @TempDir static Path folder;
  private static final Map<String, Outcome> HEARD = new ConcurrentHashMap<>();
  private static LocalStack localStack;
  private static Stack stack;

  @BeforeAll
  static void startTheStack() {
    localStack =
        new LocalStack(
            Path.of(System.getProperty("genome.home")),
            folder.resolve("run"),
            (component, outcome, _) -> HEARD.put(component, outcome));
    stack = localStack.start();
  }

  @AfterAll
  static void stopTheStack() {
    localStack.stop();
    assertThat(localStack.status())
        .allMatch(component -> component.state() == ComponentStatus.State.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "kafka", "keycloak", "consent-service", "gateway"})
  void aKilledComponentIsStartedAgainAndTheOthersAreLeftAlone(String component) {
    localStack.kill(component);
    assertThat(localStack.status())
        .anyMatch(one -> one.name().equals(component) && one.state() == ComponentStatus.State.DEAD);
    HEARD.clear();

    localStack.start();

    assertThat(HEARD).containsEntry(component, Outcome.RESTARTED);
    assertThat(HEARD.values())
        .filteredOn(outcome -> outcome == Outcome.ALREADY_RUNNING)
        .hasSize(HEARD.size() - 1);
    assertThat(localStack.status()).allMatch(one -> one.state() == ComponentStatus.State.READY);
  }

  @Test
  void startingWhatRunsChangesNothing() {
    HEARD.clear();

    Stack again = localStack.start();

    assertThat(HEARD.values()).hasSize(7).containsOnly(Outcome.ALREADY_RUNNING);
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
