package org.genomerecord.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.tree.Hash;
import org.junit.jupiter.api.Test;

/// Notes and keys that others published: the Go implementation of signed notes, the C2SP
/// specifications, and Torchwood (by way of transparency-dev/formats) for ML-DSA-44.
class KnownNotesTest {
  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
          + "qdngotpRZb6KE6RyyBwJnAM=\n";

  @Test
  void theNoteOfTheGoImplementationVerifies() {
    var key = VerifierKey.parse(VKEY);
    var note = Note.parse(NOTE);

    assertThat(key).hasToString(VKEY);
    assertThat(key.keyId()).isEqualTo(0xc74f20a3);
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.format()).isEqualTo(NOTE);
    assertThat(note.verify(List.of(key))).containsExactly(new Verified(key, 0));
  }

  @Test
  void itsKeySignsTheSameBytes() throws GeneralSecurityException {
    var seed = Octets.base64(SEED);
    var pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    var encoded = Arrays.copyOf(pkcs8, 48);
    System.arraycopy(seed.bytes(1, 33), 0, encoded, 16, 32);
    var privateKey =
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    var signer = new NoteSigner(VerifierKey.parse(VKEY), privateKey);

    assertThat(new Note(TEXT, List.of(signer.sign(TEXT, 0))).format()).isEqualTo(NOTE);
  }

  @Test
  void aManglingOfAVkeyIsRefused() {
    for (int from = 0; from <= VKEY.length(); from++) {
      for (int to = from; to <= VKEY.length(); to++) {
        if (from != 0 || to != VKEY.length()) {
          refused(VKEY.substring(from, to));
        }
      }
    }
    for (int i = 0; i < VKEY.length(); i++) {
      var mangled = new StringBuilder(VKEY);
      mangled.setCharAt(i, (char) (VKEY.charAt(i) + 1));
      refused(mangled.toString());
    }
    refused("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==");
    refused("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  }

  private static void refused(String vkey) {
    assertThatThrownBy(() -> VerifierKey.parse(vkey)).as(vkey).isInstanceOf(Malformed.class);
  }

  @Test
  void publishedVkeysOfTheOtherTypesAreRead() throws IOException {
    var cosigner = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    assertThat(VerifierKey.parse(cosigner).type()).isEqualTo(SignatureType.COSIGNATURE_ED25519);
    assertThat(VerifierKey.parse(cosigner)).hasToString(cosigner);
    assertThat(torchwoodKey().type()).isEqualTo(SignatureType.ML_DSA_44);
    assertThat(torchwoodKey().keyId()).isEqualTo(0x7118e8f9);
  }

  private static String resource(String name) throws IOException {
    try (var in =
        Objects.requireNonNull(KnownNotesTest.class.getResourceAsStream("/note/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static VerifierKey torchwoodKey() throws IOException {
    return VerifierKey.parse(resource("torchwood.vkey"));
  }

  /// A signature over leaves 8 to 13, which no checkpoint can say, but whose message has the same
  /// structure.
  @Test
  void anMlDsaCosignatureByAnotherImplementationVerifies() throws IOException {
    var key = torchwoodKey();
    var signature = NoteSignature.parse(resource("torchwood.signature"));
    var root = Hash.ofBase64("E7ERCtFloiK1fdb+B6/dLG0pM1nmIR0ETKBSauCjtVw=");
    var message = SignedMessage.subtree("witness.example/w1", 0, "example.com/log", 8, 13, root);
    var bytes = signature.afterKeyId();

    assertThat(key.claims(signature)).isTrue();
    assertThat(key.timestampSeconds(signature)).isZero();
    assertThat(key.verifies(message, Arrays.copyOfRange(bytes, 8, bytes.length))).isTrue();
    message[message.length - 1] ^= 1;
    assertThat(key.verifies(message, Arrays.copyOfRange(bytes, 8, bytes.length))).isFalse();
  }

  @Test
  void theExamplesOfTheSpecificationsAreRead() {
    var note =
        """
        Ognuno sta solo sul cuor della terra
        trafitto da un raggio di sole:

        ed \u00e8 subito sera.

        \u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
        """;
    var checkpoint =
        """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        \u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
        """;

    assertThat(Note.parse(note).text()).endsWith("sole:\n\ned \u00e8 subito sera.\n");
    assertThat(Note.parse(note).format()).isEqualTo(note);
    assertThat(Note.parse(checkpoint).format()).isEqualTo(checkpoint);
    // The specification writes out the message of this cosignature, with this time.
    var cosigner = Keys.signer("witness.example.com/w1", SignatureType.COSIGNATURE_ED25519);
    assertThat(cosigner.verifier().timestampSeconds(Note.parse(checkpoint).signatures().get(1)))
        .isEqualTo(1_679_315_147);
    assertThat(
            new String(
                SignedMessage.of(
                    SignatureType.COSIGNATURE_ED25519,
                    "witness.example.com/w1",
                    1_679_315_147,
                    Note.parse(checkpoint).text()),
                StandardCharsets.UTF_8))
        .isEqualTo(
            """
            cosignature/v1
            time 1679315147
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
            """);
  }
}
