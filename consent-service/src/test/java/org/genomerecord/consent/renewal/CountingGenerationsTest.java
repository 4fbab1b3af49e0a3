package org.genomerecord.consent.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.attribution;

import java.time.Instant;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingGenerationsTest {
  private static final int MAX = KeyGenerations.GENERATIONS_MAX;

  private static RenewSubjectKey to(int generation) {
    return new RenewSubjectKey(
        PATIENT,
        generation,
        attribution(new Actor("olga", "compliance-officer", null), null, Instant.EPOCH));
  }

  @Test
  void thereAreAsManyAsThereMayBeAndNoMore() {
    assertThat(new KeyGenerations(MAX - 1, false).decide(to(MAX))).hasSize(1);

    assertThatThrownBy(() -> new KeyGenerations(MAX, false).decide(to(MAX + 1)))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("key-generations-max"));
    assertThat(new KeyGenerations(MAX, false).decide(to(MAX))).isEmpty();
  }

  @Test
  void aRequestMayNameTheGenerationToBeRenewed() {
    assertThat(SubjectKeyResource.generation(null)).isNull();
    assertThat(SubjectKeyResource.generation("12")).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.5", "10000", "latest"})
  void whatIsNoGenerationIsRefused(String text) {
    assertThatThrownBy(() -> SubjectKeyResource.generation(text))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("key-generation"));
  }

  @Test
  void noneIsLeftOut() {
    assertThatThrownBy(() -> new KeyGenerations(1, false).decide(to(3)))
        .isInstanceOf(IllegalStateException.class);
  }
}
