package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.identity.Realm;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Eventually;
import org.genomerecord.localstack.story.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher's view of a fault. That nothing is lost by one is `FaultsIT`'s.
@ExtendWith(RunningStack.Shared.class)
class HealingAStackIT {
  private static final int SLOW_SECONDS = 8;

  private final RunningStack running;
  private final LocalStack localStack;
  private final Stack stack;
  private final Map<String, Outcome> heard;

  HealingAStackIT(RunningStack running) {
    this.running = running;
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
    Eventually.see("everything is ready", running::isReady);
  }

  /// One of its own processes waits for a slow disk when it dies, and holds what the next needs.
  @Test
  void aKilledPostgreSqlIsStartedOnceTheLastOfItHasEnded() throws Exception {
    var backend = stoppedBackend();
    localStack.kill("postgresql");
    var ended =
        CompletableFuture.runAsync(
            backend::destroyForcibly,
            CompletableFuture.delayedExecutor(SLOW_SECONDS, TimeUnit.SECONDS));
    heard.clear();

    running.startWhatIsDown();

    assertThat(ended).isDone();
    assertThat(heard).containsEntry("postgresql", Outcome.RESTARTED);
    Eventually.see("everything is ready", running::isReady);
  }

  private ProcessHandle stoppedBackend() throws Exception {
    try (var connection =
            DriverManager.getConnection(
                stack.jdbcUrl("postgres"), "postgres", stack.secret("postgresql"));
        var rows = connection.createStatement().executeQuery("SELECT pg_backend_pid()")) {
      rows.next();
      var backend = ProcessHandle.of(rows.getLong(1)).orElseThrow();
      var stop = new ProcessBuilder("sh", "-c", "kill -STOP " + backend.pid()).start();
      assertThat(stop.waitFor()).isZero();
      return backend;
    }
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
