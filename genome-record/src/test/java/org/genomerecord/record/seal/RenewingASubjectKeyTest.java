package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.api.Test;

class RenewingASubjectKeyTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey FIRST = SubjectKey.generate(PATIENT, 1);
  private static final SubjectKey SECOND = SubjectKey.generate(PATIENT, 2);
  private static final SubjectKey THIRD = SubjectKey.generate(PATIENT, 3);
  private static final SubjectKey ALL = THIRD.withEarlier(List.of(FIRST, SECOND));
  private static final UUID EVENT = new UUID(0, 1);
  private static final String SCHEMA = "consent.PatientEnrolled#1";
  private static final byte[] TEXT = "Pat Example".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatEachEarlierGenerationSealedOpens() {
    for (var key : List.of(FIRST, SECOND, THIRD)) {
      assertThat(ALL.open(key.seal(EVENT, SCHEMA, TEXT), SCHEMA)).isEqualTo(TEXT);
    }
  }

  @Test
  void itSealsUnderTheLatest() {
    var sealed = ALL.seal(EVENT, SCHEMA, TEXT);

    assertThat(sealed.generation()).isEqualTo(3);
    assertThat(THIRD.open(sealed, SCHEMA)).isEqualTo(TEXT);
    assertThatThrownBy(() -> SECOND.withEarlier(List.of(FIRST)).open(sealed, SCHEMA))
        .isInstanceOf(Unsealable.class);
  }

  @Test
  void anEarlierGenerationThatWasNotGivenOpensNothing() {
    var sealed = FIRST.seal(EVENT, SCHEMA, TEXT);

    assertThatThrownBy(() -> THIRD.open(sealed, SCHEMA)).isInstanceOf(Unsealable.class);
  }

  @Test
  void aResubmissionIsStillRecognised() {
    assertThat(ALL.keyedDigest(TEXT)).isEqualTo(FIRST.keyedDigest(TEXT));
  }

  @Test
  void generationsOfAnotherPatientOrInAnotherOrderAreNotTaken() {
    var another = SubjectKey.generate(new Pseudonym("ANOTHER"), 1);

    for (var wrong :
        List.of(
            List.<SubjectKey>of(),
            List.of(FIRST),
            List.of(SECOND, FIRST),
            List.of(another, SECOND))) {
      assertThatThrownBy(() -> THIRD.withEarlier(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
