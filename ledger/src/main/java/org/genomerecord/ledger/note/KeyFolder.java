package org.genomerecord.ledger.note;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.genomerecord.ledger.text.Malformed;

/// Key pairs as files, one per algorithm: the private key in PKCS#8, then the public key in X.509,
/// both PEM. Whoever can read them can sign as the log or witness.
public final class KeyFolder {
  /// What a log signs its checkpoints with.
  public static final List<SignatureType> LOG =
      List.of(SignatureType.ED25519, SignatureType.ML_DSA_44);

  /// What a witness cosigns with.
  public static final List<SignatureType> WITNESS =
      List.of(SignatureType.COSIGNATURE_ED25519, SignatureType.ML_DSA_44);

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> BEYOND_READING_GROUP =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path folder;

  public KeyFolder(Path folder) {
    this.folder = folder;
  }

  /// Makes a new key pair for each type, in files that only their owner may read.
  ///
  /// @param name that the keys sign as
  /// @throws UncheckedIOException if a file is there already or cannot be written
  public List<NoteSigner> create(String name, List<SignatureType> types) {
    KeyName.check(name);
    types.forEach(this::create);
    return load(name, types);
  }

  /// The signers; a key pair that is not there yet is made. Goes on where a making was interrupted.
  ///
  /// @param name that the keys sign as
  /// @throws UncheckedIOException if a file cannot be read or written
  /// @throws Malformed if a file is not a key pair of its type, or others may read it
  public List<NoteSigner> loadOrCreate(String name, List<SignatureType> types) {
    KeyName.check(name);
    types.stream().filter(type -> !has(List.of(type))).forEach(this::create);
    return load(name, types);
  }

  /// The signers of key pairs made earlier.
  ///
  /// @throws UncheckedIOException if a file cannot be read
  /// @throws Malformed if a file is not a key pair of its type, or others may read it
  public List<NoteSigner> load(String name, List<SignatureType> types) {
    return types.stream().map(type -> load(name, type)).toList();
  }

  /// Whether every key pair is there.
  public boolean has(List<SignatureType> types) {
    return types.stream().allMatch(type -> Files.exists(file(type)));
  }

  private Path file(SignatureType type) {
    return folder.resolve(type.algorithm().toLowerCase(Locale.ROOT) + ".pem");
  }

  private void create(SignatureType type) {
    try {
      var pair = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
      var pem =
          pem(PRIVATE, pair.getPrivate().getEncoded()) + pem(PUBLIC, pair.getPublic().getEncoded());
      Files.createDirectories(folder);
      var ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
      var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = FileChannel.open(file(type), options, ownerOnly)) {
        var bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private NoteSigner load(String name, SignatureType type) {
    var file = file(type);
    try {
      // A Kubernetes secret with an fsGroup is readable by that group.
      if (Files.getPosixFilePermissions(file).stream().anyMatch(BEYOND_READING_GROUP::contains)) {
        throw new Malformed("others than its owner may use " + file.getFileName());
      }
      var pem = Files.readString(file, StandardCharsets.US_ASCII);
      var keys = KeyFactory.getInstance(type.algorithm());
      var publicKey = keys.generatePublic(new X509EncodedKeySpec(bytes(PUBLIC, pem)));
      var privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(PRIVATE, pem)));
      var signer = new NoteSigner(VerifierKey.of(name, type, publicKey), privateKey);
      requirePair(signer);
      return signer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Malformed("no key pair in " + file.getFileName());
    }
  }

  private static void requirePair(NoteSigner signer) {
    var text = "pair\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    if (!signer.verifier().verifies(text, signer.sign(text, 0))) {
      throw new Malformed("the private and the public key are not a pair");
    }
  }

  private static String pem(String label, byte[] bytes) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  private static byte[] bytes(String label, String pem) {
    var begin = "-----BEGIN " + label + "-----\n";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----\n");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
  }
}
