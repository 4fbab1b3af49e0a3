package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        ProvisionType.PERMIT, actors, purposes, null, Set.of(), Set.of(), from, until, List.of());
  }

  private static Provision with(List<Provision> provisions) {
    return new Provision(
        ProvisionType.DENY, Set.of(), Set.of(), null, Set.of(), Set.of(), null, null, provisions);
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

  private static Provision about(ProvisionType type, String purpose, ResearchUse researchUse) {
    return new Provision(
        type,
        Set.of(),
        Set.of("CLINTRCH", purpose),
        researchUse,
        Set.of(),
        Set.of(),
        null,
        null,
        List.of());
  }

  @Test
  void aLimitOfResearchStandsWithPurposesOfResearchOnly() {
    var research = new ResearchUse(DuoPermission.HMB, Set.of(), Map.of());

    assertThat(about(ProvisionType.PERMIT, "HRESCH", research).researchUse()).isEqualTo(research);
    assertThat(about(ProvisionType.DENY, "HRESCH", research).researchUse()).isEqualTo(research);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> about(ProvisionType.PERMIT, "TREAT", research));
  }

  @Test
  void whatDeniesResearchDeniesAllOfThatKind() {
    var ofADisease = new ResearchUse(DuoPermission.DS, Set.of("MONDO:0004992"), Map.of());
    var underACondition =
        new ResearchUse(DuoPermission.GRU, Set.of(), Map.of(DuoModifier.PUB, Set.of()));

    for (var partly : List.of(ofADisease, underACondition)) {
      assertThat(about(ProvisionType.PERMIT, "HRESCH", partly).researchUse()).isEqualTo(partly);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> about(ProvisionType.DENY, "HRESCH", partly));
    }
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
