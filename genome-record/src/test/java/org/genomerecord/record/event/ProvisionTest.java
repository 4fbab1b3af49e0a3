package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProvisionTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Provision with(
      Set<Party> actors, Set<String> purposes, @Nullable Instant from, @Nullable Instant until) {
    return new Provision(
        ProvisionType.PERMIT, actors, purposes, Set.of(), Set.of(), from, until, List.of());
  }

  private static Provision with(List<Provision> provisions) {
    return new Provision(
        ProvisionType.DENY, Set.of(), Set.of(), Set.of(), Set.of(), null, null, provisions);
  }

  private static Provision nested(int depth) {
    return with(depth == 1 ? List.of() : List.of(nested(depth - 1)));
  }

  @Test
  void aPeriodThatIsEmptyIsRefusedAndAnOpenOneIsNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Set.of(), Set.of("TREAT"), NOON, NOON));
    assertThat(with(Set.of(), Set.of("TREAT"), NOON, null).until()).isNull();
    assertThat(with(Set.of(), Set.of("TREAT"), null, NOON).from()).isNull();
  }

  @Test
  void aPurposeThatIsNoCodeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Set.of(), Set.of("T|REAT"), null, null));
  }

  @Test
  void itHasSoManyActorsAndNoMore() {
    var actors =
        IntStream.range(0, 33)
            .mapToObj(number -> Party.organisation("o" + number))
            .collect(Collectors.toSet());

    assertThatIllegalArgumentException().isThrownBy(() -> with(actors, Set.of(), null, null));
    actors.remove(Party.organisation("o0"));
    assertThat(with(actors, Set.of(), null, null).actors()).hasSize(32);
  }

  @Test
  void itIsSoDeepAndNoDeeper() {
    assertThat(nested(Provision.DEPTH_MAX).rules()).isEqualTo(Provision.DEPTH_MAX);
    assertThatIllegalArgumentException().isThrownBy(() -> nested(Provision.DEPTH_MAX + 1));
  }

  @Test
  void itHasSoManyRulesAndNoMore() {
    int below = Provision.RULES_MAX - 1;

    assertThat(with(Collections.nCopies(below, nested(1))).rules()).isEqualTo(Provision.RULES_MAX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Collections.nCopies(below + 1, nested(1))));
  }
}
