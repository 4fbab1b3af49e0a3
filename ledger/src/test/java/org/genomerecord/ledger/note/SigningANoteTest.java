package org.genomerecord.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.junit.jupiter.api.Test;

class SigningANoteTest {
  private static final String TEXT =
      "example.org/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
  private static final long TIME = 1_800_000_000;

  @Test
  void everyTypeVerifiesWhatItSignedWithItsTime() {
    for (var type : EnumSet.allOf(SignatureType.class)) {
      var signer = Keys.signer("example.org/log", type);
      var note = Note.parse(new Note(TEXT, List.of(signer.sign(TEXT, TIME))).format());

      assertThat(note.verify(List.of(VerifierKey.parse(signer.verifier().toString()))))
          .containsExactly(new Verified(signer.verifier(), type.timestamped() ? TIME : 0));
    }
  }

  /// Spread over the whole signature; each bit would take minutes.
  @Test
  void aFlippedBitOfASignatureFails() {
    for (var type : EnumSet.allOf(SignatureType.class)) {
      var signer = Keys.signer("example.org/log", type);
      var bytes = signer.sign(TEXT, TIME).signature().bytes();
      int step = type == SignatureType.ML_DSA_44 ? 97 : 3;
      for (int bit = 4 * 8; bit < bytes.length * 8; bit += step) {
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        var bad = new Note(TEXT, List.of(new NoteSignature("example.org/log", Octets.of(bytes))));
        assertThatThrownBy(() -> bad.verify(List.of(signer.verifier())))
            .as("%s, bit %s", type, bit)
            .isInstanceOf(UnverifiedNote.class);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      }
    }
  }

  @Test
  void anotherTextDoesNotVerify() {
    for (var type : EnumSet.allOf(SignatureType.class)) {
      var signer = Keys.signer("example.org/log", type);
      var other = TEXT.replace("\n7\n", "\n8\n");
      var note = new Note(other, List.of(signer.sign(TEXT, TIME)));

      assertThatThrownBy(() -> note.verify(List.of(signer.verifier())))
          .isInstanceOf(UnverifiedNote.class);
    }
  }

  @Test
  void aKeyOfAnotherPairNameOrTypeIsUnknown() {
    var signer = Keys.signer("a", SignatureType.ED25519);
    var note = new Note(TEXT, List.of(signer.sign(TEXT, TIME)));

    for (var other :
        List.of(
            Keys.signer("a", SignatureType.ED25519),
            Keys.signer("b", SignatureType.ED25519),
            Keys.signer("a", SignatureType.COSIGNATURE_ED25519))) {
      assertThatThrownBy(() -> note.verify(List.of(other.verifier())))
          .isInstanceOf(UnverifiedNote.class)
          .hasMessageContaining("no signature is by a known key");
    }
  }

  @Test
  void signaturesOfUnknownKeysArePassedOver() {
    var known = Keys.signer("known", SignatureType.ED25519);
    var unknown = Keys.signer("unknown", SignatureType.ED25519);
    var sameNameOtherType =
        new NoteSignature("known", Octets.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    var note =
        new Note(TEXT, List.of(unknown.sign(TEXT, 0), sameNameOtherType, known.sign(TEXT, 0)));

    assertThat(note.verify(List.of(known.verifier())))
        .containsExactly(new Verified(known.verifier(), 0));
  }

  @Test
  void oneBadSignatureOfAKnownKeySpoilsTheNote() {
    var good = Keys.signer("good", SignatureType.ED25519);
    var bad = Keys.signer("bad", SignatureType.ED25519);
    var note = new Note(TEXT, List.of(good.sign(TEXT, 0), bad.sign("x\n", 0)));

    assertThatThrownBy(() -> note.verify(Keys.verifiers(List.of(good, bad))))
        .isInstanceOf(UnverifiedNote.class)
        .hasMessageContaining("bad");
  }

  @Test
  void sixteenSignaturesAreAcceptedAndBoundedManyAreNot() {
    var signer = Keys.signer("a", SignatureType.ML_DSA_44);
    var line = signer.sign(TEXT, TIME);
    var sixteen = new Note(TEXT, Collections.nCopies(16, line)).format();
    var most = new Note(TEXT, Collections.nCopies(Note.SIGNATURES_MAX, line)).format();

    assertThat(Note.parse(sixteen.getBytes(StandardCharsets.UTF_8)).signatures()).hasSize(16);
    assertThat(Note.parse(most.getBytes(StandardCharsets.UTF_8)).format()).isEqualTo(most);
    refused(most + line.line() + "\n");
    refused(TEXT + "\n" + line.line().repeat(100) + "\n");
  }

  private static void refused(String note) {
    assertThatThrownBy(() -> Note.parse(note)).isInstanceOf(Malformed.class);
  }

  @Test
  void whatIsNoNoteIsRefused() {
    var line = Keys.signer("a", SignatureType.ED25519).sign(TEXT, 0).line();
    var good = "text\n\n" + line + "\n";
    assertThat(Note.parse(good).text()).isEqualTo("text\n");

    refused("");
    refused("text\n");
    refused("text\n\n");
    refused("text\n" + line + "\n");
    refused("text\n\n" + line);
    refused("te\txt\n\n" + line + "\n");
    refused("text\r\n\r\n" + line + "\r\n");
    refused("text\n\n" + line.replace("\u2014", "-") + "\n");
    refused("text\n\n" + line.substring(0, line.length() - 1) + "\n");
    refused("text\n\n" + line + " \n");
    refused("text\n\n\u2014 a AAAAAA==\n");
    refused("text\n\n\u2014  AAAAAAA=\n");
    refused("text\n\n\u2014 a+b AAAAAAA=\n");
    refused("text\n\n\u2014 a\u00a0b AAAAAAA=\n");
    refused("text\n\n\u2014 a AAAAAAB=\n");
    assertThatThrownBy(() -> Note.parse(new byte[] {(byte) 0xFF, 10, 10}))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void mlDsaSignsNothingButCheckpoints() {
    var signer = Keys.signer("a", SignatureType.ML_DSA_44);

    assertThatThrownBy(() -> signer.sign("text\n", 0)).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Keys.signer("n".repeat(256), SignatureType.ML_DSA_44).sign(TEXT, 0))
        .isInstanceOf(Malformed.class);
  }
}
