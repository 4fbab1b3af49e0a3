package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchUseTest {
  private static Set<String> diseases(int count) {
    return IntStream.range(0, count)
        .mapToObj("MONDO:%07d"::formatted)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ResearchUse of(DuoPermission permission, Set<String> diseases) {
    return new ResearchUse(permission, diseases, Map.of());
  }

  private static ResearchUse with(DuoModifier modifier, Set<String> values) {
    return new ResearchUse(DuoPermission.GRU, Set.of(), Map.of(modifier, values));
  }

  @Test
  void diseaseSpecificResearchNamesDiseasesAndNoOtherDoes() {
    assertThat(of(DuoPermission.DS, diseases(32)).diseases()).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> of(DuoPermission.DS, diseases(33)));
    assertThatIllegalArgumentException().isThrownBy(() -> of(DuoPermission.DS, Set.of()));
    assertThat(of(DuoPermission.HMB, Set.of()).diseases()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> of(DuoPermission.HMB, diseases(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancer", "MONDO:1", "DOID:0000001", "MONDO:00049921", "mondo:0004992"})
  void aDiseaseIsAnIdOfMondo(String disease) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(DuoPermission.DS, Set.of(disease)))
        .withMessageNotContaining(disease);
  }

  @ParameterizedTest
  @EnumSource
  void aModifierHasValuesIfItTakesSomeAndNoneOtherwise(DuoModifier modifier) {
    var values = SampleEvents.RESEARCH_USE.modifiers().getOrDefault(modifier, Set.of());

    assertThat(with(modifier, values).modifiers()).containsOnly(Map.entry(modifier, values));
    assertThat(modifier.hasValues()).isEqualTo(!values.isEmpty());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> with(modifier, modifier.hasValues() ? Set.of() : Collections.singleton("x")));
  }

  @ParameterizedTest
  @CsvSource({
    "GS, de",
    "GS, DEU",
    "US, a b",
    "PS, a=b",
    "IS, ''",
    "MOR, 2027-13-01",
    "MOR, 2027",
    "TS, 0",
    "TS, 1000",
    "TS, twelve"
  })
  void aValueHasTheFormThatItsModifierTakes(DuoModifier modifier, String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> with(modifier, Set.of(value)));
  }

  @Test
  void thereIsOneMoratoriumAndNotMoreThan32Regions() {
    var regions =
        IntStream.range(0, 33)
            .mapToObj(i -> "" + (char) ('A' + i / 26) + (char) ('A' + i % 26))
            .collect(Collectors.toSet());

    assertThatIllegalArgumentException().isThrownBy(() -> with(DuoModifier.GS, regions));
    regions.remove("AA");
    assertThat(with(DuoModifier.GS, regions).modifiers().get(DuoModifier.GS)).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> with(DuoModifier.TS, Set.of("12", "13")));
  }
}
