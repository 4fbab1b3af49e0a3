package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.junit.jupiter.api.Test;

class SealingForTwoTest {
  private static final UUID EVENT = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");
  private static final String SCHEMA = "ingestion.FamilyStudyReported#1";
  private static final byte[] CONTENT = "NMTH".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DIGEST = new byte[32];
  private static final Pseudonym BEA = new Pseudonym("BEA");

  private final SubjectKey ada = SubjectKey.generate(new Pseudonym("ADA"), 1);
  private final SubjectKey bea =
      SubjectKey.generate(BEA, 3)
          .withEarlier(List.of(SubjectKey.generate(BEA, 1), SubjectKey.generate(BEA, 2)));
  private final SubjectKey cleo = SubjectKey.generate(new Pseudonym("CLEO"), 1);
  private final Sealed sealed = JointSeal.of(ada, bea).seal(EVENT, SCHEMA, CONTENT);

  @Test
  void bothKeysOpenItInEitherOrder() {
    assertThat(JointSeal.of(ada, bea).open(sealed, SCHEMA)).isEqualTo(CONTENT);
    assertThat(JointSeal.of(bea, ada).open(sealed, SCHEMA)).isEqualTo(CONTENT);
  }

  @Test
  void oneKeyAndSomebodyElsesDoNot() {
    for (var pair : List.of(JointSeal.of(ada, cleo), JointSeal.of(bea, cleo))) {
      assertThatThrownBy(() -> pair.open(sealed, SCHEMA)).isInstanceOf(Unsealable.class);
    }
  }

  /// Neither as the field of an event, nor with what the outer layer has inside of it.
  @Test
  void oneKeyAloneDoesNot() {
    var binding = SCHEMA + "/joint/ADA/BEA";
    for (var schema : List.of(SCHEMA, binding)) {
      assertThatThrownBy(() -> bea.open(sealed, schema)).isInstanceOf(Unsealable.class);
    }
    assertThatThrownBy(() -> ada.open(sealed, SCHEMA)).isInstanceOf(Unsealable.class);
    assertThat(new String(ada.open(sealed, binding), StandardCharsets.ISO_8859_1))
        .doesNotContain("NMTH");
  }

  @Test
  void aNewKeyOfTheSamePatientDoesNot() {
    var another = JointSeal.of(ada, SubjectKey.generate(bea.patient(), 3));
    var next = JointSeal.of(ada, SubjectKey.generate(bea.patient(), 4));

    assertThatThrownBy(() -> another.open(sealed, SCHEMA)).isInstanceOf(Unsealable.class);
    assertThatThrownBy(() -> next.open(sealed, SCHEMA)).isInstanceOf(Unsealable.class);
  }

  @Test
  void itIsBoundToItsEventAndItsField() {
    var moved = new Sealed(new UUID(0, 1), sealed.generation(), sealed.ciphertext());
    var keys = JointSeal.of(ada, bea);

    assertThatThrownBy(() -> keys.open(moved, SCHEMA)).isInstanceOf(Unsealable.class);
    assertThatThrownBy(() -> keys.open(sealed, "ingestion.FamilyStudyReported#2"))
        .isInstanceOf(Unsealable.class);
  }

  @Test
  void theDigestTakesBothKeysAndNoOrder() {
    var digest = JointSeal.of(ada, bea).keyedDigest(DIGEST);

    assertThat(digest)
        .matches("[0-9a-f]{64}")
        .isEqualTo(JointSeal.of(bea, ada).keyedDigest(DIGEST));
    assertThat(List.of(ada.keyedDigest(DIGEST), bea.keyedDigest(DIGEST))).doesNotContain(digest);
    assertThat(JointSeal.of(ada, cleo).keyedDigest(DIGEST)).isNotEqualTo(digest);
  }

  @Test
  void onePatientIsNotTwo() {
    var again = SubjectKey.generate(ada.patient(), 2);

    assertThatThrownBy(() -> JointSeal.of(ada, again)).isInstanceOf(IllegalArgumentException.class);
  }
}
