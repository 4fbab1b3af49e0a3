package org.genomerecord.record.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.SampleEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FollowingConsentServiceTest {
  /// Whatever consent-service can write.
  static List<Object> written() {
    return SampleEvents.all().stream()
        .filter(event ->
            List.of("consent", "access")
                .contains(EventTypes.nameOf(event.getClass()).qualifiedName().namespace()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("written")
  void eachOfItsEventsIsReadOrPassedOverOnPurpose(Object event) {
    var name = EventTypes.nameOf(event.getClass());

    var read = PatientEvents.read(name.name(), name.version(), EventJson.write(event));

    assertThat(read.isPresent()).isEqualTo(event instanceof PatientEvent);
    read.ifPresent(found -> assertThat(found).isEqualTo(event));
  }

  @Test
  void whatNobodyKnowsIsNotPassedOver() {
    assertThatThrownBy(() -> PatientEvents.read("consent.SomethingNew", "1", "{}"))
        .isInstanceOf(UnknownEvent.class);
  }

  @Test
  void aNewerVersionOfWhatMattersIsNotPassedOver() {
    assertThatThrownBy(() -> PatientEvents.read("consent.ErasureBegun", "9", "{}"))
        .isInstanceOf(UnknownEvent.class);
  }
}
