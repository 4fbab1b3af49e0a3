package org.genomerecord.record.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.genomerecord.ledger.note.VerifierKey;

/// A witness as the configuration names it.
///
/// @param prefix its submission prefix
/// @param keys file with its vkeys, one on each line
record WitnessAddress(URI prefix, Path keys) {
  /// Reads `http://witness.example/ /etc/witness/vkeys`; several are separated by commas.
  ///
  /// @throws IllegalArgumentException if it is not of this form
  static List<WitnessAddress> parse(String witnesses) {
    return Arrays.stream(witnesses.split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(WitnessAddress::one)
        .toList();
  }

  private static WitnessAddress one(String text) {
    var items = text.split("\\s+", 2);
    if (items.length != 2 || !items[0].startsWith("http")) {
      throw new IllegalArgumentException("a witness is its address and a file with its vkeys");
    }
    return new WitnessAddress(URI.create(items[0]), Path.of(items[1]));
  }

  /// @throws UncheckedIOException if the file cannot be read
  /// @throws org.genomerecord.ledger.text.Malformed if it holds something else
  List<VerifierKey> verifiers() {
    try (var lines = Files.lines(keys)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(VerifierKey::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
