package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;

class SealingAFieldTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final Pseudonym OTHER_PATIENT = new Pseudonym("PATIENT0000000000000000002");
  private static final SubjectKey KEY = SubjectKey.generate(PATIENT, 1);
  private static final UUID EVENT = UUID.fromString("0197e4c0-0000-7000-8000-000000000001");
  private static final UUID OTHER_EVENT = UUID.fromString("0197e4c0-0000-7000-8000-000000000002");
  private static final String SCHEMA = "consent.PatientEnrolled#1";
  private static final byte[] NAME = "Pat Example".getBytes(StandardCharsets.UTF_8);

  private static void doesNotOpen(SubjectKey key, Sealed sealed, String schema) {
    assertThatThrownBy(() -> key.open(sealed, schema)).isInstanceOf(Unsealable.class);
  }

  @Property(tries = 300)
  void whatIsSealedOpens(@ForAll @Size(max = 4096) byte[] plaintext) {
    assertThat(KEY.open(KEY.seal(EVENT, SCHEMA, plaintext), SCHEMA)).isEqualTo(plaintext);
  }

  @Property(tries = 100)
  void theSealedBytesDoNotContainThePlaintext(@ForAll @Size(min = 8, max = 64) byte[] plaintext) {
    var sealed = KEY.seal(EVENT, SCHEMA, plaintext).bytes();

    for (int from = 0; from + plaintext.length <= sealed.length; from++) {
      assertThat(Arrays.copyOfRange(sealed, from, from + plaintext.length)).isNotEqualTo(plaintext);
    }
  }

  @Example
  void everyFlippedBitIsNoticed() {
    var sealed = KEY.seal(EVENT, SCHEMA, NAME).bytes();

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      var altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      doesNotOpen(KEY, Sealed.of(EVENT, 1, altered), SCHEMA);
    }
  }

  @Example
  void everyTruncationIsNoticed() {
    var sealed = KEY.seal(EVENT, SCHEMA, NAME).bytes();

    for (int length = 0; length < sealed.length; length++) {
      doesNotOpen(KEY, Sealed.of(EVENT, 1, Arrays.copyOf(sealed, length)), SCHEMA);
    }
    doesNotOpen(KEY, Sealed.of(EVENT, 1, Arrays.copyOf(sealed, sealed.length + 1)), SCHEMA);
  }

  @Example
  void itDoesNotOpenAsPartOfAnotherEvent() {
    var sealed = KEY.seal(EVENT, SCHEMA, NAME);

    doesNotOpen(KEY, Sealed.of(OTHER_EVENT, 1, sealed.bytes()), SCHEMA);
  }

  @Example
  void itDoesNotOpenUnderAnotherSchema() {
    doesNotOpen(KEY, KEY.seal(EVENT, SCHEMA, NAME), "consent.PatientEnrolled#2");
  }

  @Example
  void itDoesNotOpenUnderAnotherKey() {
    doesNotOpen(SubjectKey.generate(PATIENT, 1), KEY.seal(EVENT, SCHEMA, NAME), SCHEMA);
  }

  @Example
  void itDoesNotOpenForAnotherPatientWithTheSameKey() {
    var theirs = SubjectKey.parse(OTHER_PATIENT, 1, KEY.serialize());

    doesNotOpen(theirs, KEY.seal(EVENT, SCHEMA, NAME), SCHEMA);
  }

  @Property(tries = 20)
  void itDoesNotOpenUnderAnotherGeneration(@ForAll @IntRange(min = 2, max = 1000) int generation) {
    var sealed = KEY.seal(EVENT, SCHEMA, NAME);
    var rotated = SubjectKey.parse(PATIENT, generation, KEY.serialize());

    doesNotOpen(rotated, sealed, SCHEMA);
    doesNotOpen(rotated, Sealed.of(EVENT, generation, sealed.bytes()), SCHEMA);
    doesNotOpen(KEY, Sealed.of(EVENT, generation, sealed.bytes()), SCHEMA);
  }

  @Example
  void equalBytesAreSealedDifferentlyEachTime() {
    assertThat(KEY.seal(EVENT, SCHEMA, NAME)).isNotEqualTo(KEY.seal(EVENT, SCHEMA, NAME));
  }

  @Example
  void aKeyThatWasSentWithAPermitOpensWhatItSealed() {
    var arrived = SubjectKey.parse(PATIENT, 1, KEY.serialize());

    assertThat(arrived.open(KEY.seal(EVENT, SCHEMA, NAME), SCHEMA)).isEqualTo(NAME);
    assertThat(arrived.serialize()).isEqualTo(KEY.serialize());
  }

  @Property(tries = 200)
  void bytesThatAreNoKeyAreRefused(@ForAll @Size(max = 64) byte[] noise) {
    assertThatThrownBy(() -> SubjectKey.parse(PATIENT, 1, noise)).isInstanceOf(Unsealable.class);
  }

  @Property(tries = 50)
  void aKeyedDigestIsEqualForEqualBytesOfOnePatientOnly(@ForAll @Size(32) byte[] digest) {
    assertThat(KEY.keyedDigest(digest))
        .matches("[0-9a-f]{64}")
        .isEqualTo(SubjectKey.parse(PATIENT, 1, KEY.serialize()).keyedDigest(digest.clone()))
        .isNotEqualTo(SubjectKey.generate(OTHER_PATIENT, 1).keyedDigest(digest));
  }

  @Property(tries = 100)
  void keyedDigestsOfDifferentBytesDiffer(
      @ForAll @Size(32) byte[] one, @ForAll @Size(32) byte[] other) {
    if (!Arrays.equals(one, other)) {
      assertThat(KEY.keyedDigest(one)).isNotEqualTo(KEY.keyedDigest(other));
    }
  }
}
