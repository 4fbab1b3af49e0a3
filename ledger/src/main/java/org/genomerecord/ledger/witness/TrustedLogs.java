package org.genomerecord.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.jspecify.annotations.Nullable;

/// Which logs a witness cosigns for: a file with an origin and its vkeys on each line, read again
/// when it changes. No file, no logs.
final class TrustedLogs {
  private static final long BYTES_MAX = 1 << 20;

  private record Version(FileTime modified, long bytes, @Nullable Object file) {}

  private final Path file;
  private @Nullable Version version;
  private Map<String, List<VerifierKey>> logs = Map.of();

  TrustedLogs(Path file) {
    this.file = file;
  }

  /// The keys of each log by its origin.
  ///
  /// @throws Malformed if the file is not as said; the message names the line
  synchronized Map<String, List<VerifierKey>> current() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var now = new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      if (!now.equals(version)) {
        if (now.bytes > BYTES_MAX) {
          throw new Malformed("the file of trusted logs has at most " + BYTES_MAX + " bytes");
        }
        logs = parse(StrictText.fromUtf8(Files.readAllBytes(file)));
        version = now;
      }
    } catch (NoSuchFileException e) {
      logs = Map.of();
      version = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return logs;
  }

  static Map<String, List<VerifierKey>> parse(String text) {
    var logs = new HashMap<String, List<VerifierKey>>();
    var lines = text.isEmpty() ? List.<String>of() : StrictText.lines(text);
    for (int i = 0; i < lines.size(); i++) {
      var items = Arrays.stream(lines.get(i).split("[ \t]+")).filter(s -> !s.isEmpty()).toList();
      if (items.isEmpty() || items.getFirst().startsWith("#")) {
        continue;
      }
      var line = "line " + (i + 1) + " of the trusted logs: ";
      try {
        var keys = items.stream().skip(1).map(VerifierKey::parse).toList();
        if (keys.isEmpty() || !keys.stream().allMatch(key -> isOf(items.getFirst(), key))) {
          throw new Malformed("an origin and keys of its name, to sign checkpoints with");
        }
        if (logs.putIfAbsent(items.getFirst(), keys) != null) {
          throw new Malformed("an origin has one line");
        }
      } catch (Malformed e) {
        throw new Malformed(line + e.getMessage());
      }
    }
    return Map.copyOf(logs);
  }

  private static boolean isOf(String origin, VerifierKey key) {
    return key.name().equals(origin) && key.type() != SignatureType.COSIGNATURE_ED25519;
  }
}
