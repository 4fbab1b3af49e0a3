package org.genomerecord.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tree.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a log and a witness sign, as Bouncy Castle's own arithmetic verifies it: of our code only
/// the texts are used, the note and the vkeys. Keys and messages are taken apart and put together
/// here, as the C2SP specifications say.
class VerifyingWithBouncyCastleTest {
  private static final String ORIGIN = "example.org/log";
  private static final String NAME = "example.org/witness";
  private static final long SIGNED_AT = 1_800_000_000;
  private static final long SIZE = 70;
  private static final Hash ROOT = Hash.leaf(new byte[] {7});
  private static final int ED25519 = 0x01;
  private static final int COSIGNATURE = 0x04;
  private static final int ML_DSA_44 = 0x06;

  @TempDir Path folder;
  private final LogSigner log = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
  private final SignedCheckpoint checkpoint =
      log.next(log.first(1), SIZE, ROOT, List.of(), SIGNED_AT);

  /// A public key out of a vkey, and the signature line of it out of a note: key id cut off.
  private static final class Line {
    private final String name;
    private final byte[] key;
    private final byte[] signature;

    Line(String note, String vkey, int type) {
      var parts = vkey.split("\\+", 3);
      name = parts[0];
      var typed = Base64.getDecoder().decode(parts[2]);
      assertThat(typed[0]).isEqualTo((byte) type);
      key = Arrays.copyOfRange(typed, 1, typed.length);
      var id = keyId(name, typed);
      assertThat("%08x".formatted(ByteBuffer.wrap(id).getInt())).isEqualTo(parts[1]);
      var line =
          note.lines()
              .filter(one -> one.startsWith("\u2014 " + name + " "))
              .map(one -> Base64.getDecoder().decode(one.substring(one.lastIndexOf(' ') + 1)))
              .filter(bytes -> Arrays.equals(bytes, 0, 4, id, 0, 4))
              .toList();
      assertThat(line).hasSize(1);
      signature = Arrays.copyOfRange(line.getFirst(), 4, line.getFirst().length);
    }

    private static byte[] keyId(String name, byte[] typed) {
      var sha256 = new SHA256Digest();
      var named = (name + "\n").getBytes(StandardCharsets.UTF_8);
      sha256.update(named, 0, named.length);
      sha256.update(typed, 0, typed.length);
      var hash = new byte[sha256.getDigestSize()];
      sha256.doFinal(hash, 0);
      return Arrays.copyOf(hash, 4);
    }

    /// Of a type that has one: the first eight bytes.
    long seconds() {
      return ByteBuffer.wrap(signature).getLong();
    }

    byte[] behindTheTime() {
      return Arrays.copyOfRange(signature, 8, signature.length);
    }
  }

  private interface Verifier {
    boolean verifies(byte[] key, byte[] message, byte[] signature);
  }

  private static boolean ed25519(byte[] key, byte[] message, byte[] signature) {
    return key.length == Ed25519.PUBLIC_KEY_SIZE
        && signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }

  private static boolean mlDsa44(byte[] key, byte[] message, byte[] signature) {
    var verifier = new MLDSASigner();
    verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, key));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  /// It verifies, and not with any one of these bits changed: in the message, and in the signature.
  private static void verified(Verifier by, byte[] key, byte[] message, byte[] signature) {
    assertThat(by.verifies(key, message, signature)).isTrue();
    for (int at = 0; at < message.length; at += 5) {
      assertThat(by.verifies(key, flipped(message, at), signature)).as("byte %s", at).isFalse();
    }
    for (int at = 0; at < signature.length; at += 1 + signature.length / 24) {
      assertThat(by.verifies(key, message, flipped(signature, at))).as("byte %s", at).isFalse();
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    var other = bytes.clone();
    other[at] ^= (byte) (1 << (at % 8));
    return other;
  }

  private static String text(String note) {
    return note.substring(0, note.indexOf("\n\n") + 1);
  }

  /// What ML-DSA-44 signs of a checkpoint: tlog-cosignature, "ML-DSA-44 signed message".
  private static byte[] subtree(String name, long seconds, String note) {
    var lines = text(note).lines().toList();
    var message = new ByteArrayOutputStream();
    message.writeBytes("subtree/v1\n\0".getBytes(StandardCharsets.UTF_8));
    message.write(name.length());
    message.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    message.writeBytes(ByteBuffer.allocate(8).putLong(seconds).array());
    message.write(lines.get(0).length());
    message.writeBytes(lines.get(0).getBytes(StandardCharsets.UTF_8));
    message.writeBytes(
        ByteBuffer.allocate(16).putLong(0).putLong(Long.parseLong(lines.get(1))).array());
    message.writeBytes(Base64.getDecoder().decode(lines.get(2)));
    return message.toByteArray();
  }

  private static String vkey(List<VerifierKey> keys, int at) {
    return keys.get(at).toString();
  }

  @Test
  void itVerifiesTheEd25519SignatureOfALog() {
    var note = checkpoint.format();
    var line = new Line(note, vkey(log.verifiers(), 0), ED25519);

    verified(
        VerifyingWithBouncyCastleTest::ed25519,
        line.key,
        text(note).getBytes(StandardCharsets.UTF_8),
        line.signature);
  }

  @Test
  void itVerifiesTheMlDsa44SignatureOfALog() {
    var note = checkpoint.format();
    var line = new Line(note, vkey(log.verifiers(), 1), ML_DSA_44);

    assertThat(line.seconds()).isEqualTo(SIGNED_AT);
    verified(
        VerifyingWithBouncyCastleTest::mlDsa44,
        line.key,
        subtree(ORIGIN, SIGNED_AT, note),
        line.behindTheTime());
  }

  @Test
  void itVerifiesWhatARunningWitnessCosigned() throws Exception {
    var logs = folder.resolve("logs");
    Files.writeString(
        logs, "%s %s %s\n".formatted(ORIGIN, log.verifiers().get(0), log.verifiers().get(1)));
    var environment =
        Map.of(
            "GENOME_WITNESS_PORT",
            "0",
            "GENOME_WITNESS_NAME",
            NAME,
            "GENOME_WITNESS_FOLDER",
            folder.resolve("witness").toString(),
            "GENOME_WITNESS_LOGS",
            logs.toString());
    try (var witness = Witness.start(environment);
        var http = HttpClient.newHttpClient()) {
      var vkeys = Files.readAllLines(folder.resolve("witness/vkeys"));
      var client =
          new WitnessClient(
              http,
              URI.create("http://127.0.0.1:" + witness.address().getPort()),
              vkeys.stream().map(VerifierKey::parse).toList(),
              Duration.ofSeconds(20));
      var note = checkpoint.with(client.cosign(checkpoint, 0, _ -> List.of())).format();

      var cosignature = new Line(note, vkeys.get(0), COSIGNATURE);
      var cosigned = "cosignature/v1\ntime " + cosignature.seconds() + "\n" + text(note);
      verified(
          VerifyingWithBouncyCastleTest::ed25519,
          cosignature.key,
          cosigned.getBytes(StandardCharsets.UTF_8),
          cosignature.behindTheTime());
      var mlDsa = new Line(note, vkeys.get(1), ML_DSA_44);
      verified(
          VerifyingWithBouncyCastleTest::mlDsa44,
          mlDsa.key,
          subtree(NAME, mlDsa.seconds(), note),
          mlDsa.behindTheTime());
    }
  }
}
