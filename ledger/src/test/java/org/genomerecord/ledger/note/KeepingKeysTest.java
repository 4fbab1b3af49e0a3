package org.genomerecord.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.genomerecord.ledger.text.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingKeysTest {
  @TempDir Path folder;

  private KeyFolder keys() {
    return new KeyFolder(folder.resolve("keys"));
  }

  @Test
  void keysMadeAreTheKeysLoaded() {
    var made = keys().create("example.org/log", KeyFolder.LOG);
    var loaded = keys().load("example.org/log", KeyFolder.LOG);

    assertThat(Keys.verifiers(loaded)).isEqualTo(Keys.verifiers(made)).hasSize(2);
    assertThat(keys().has(KeyFolder.LOG)).isTrue();
    assertThat(keys().has(KeyFolder.WITNESS)).isTrue();
    assertThat(new KeyFolder(folder).has(KeyFolder.LOG)).isFalse();
  }

  @Test
  void onlyTheOwnerMayReadThem() throws IOException {
    keys().create("a", KeyFolder.WITNESS);

    try (var files = Files.list(folder.resolve("keys"))) {
      for (var file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void keysThatOthersMayReadAreNotUsed() throws IOException {
    keys().create("a", KeyFolder.LOG);
    var file = folder.resolve("keys/ed25519.pem");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    assertThat(keys().load("a", KeyFolder.LOG)).hasSize(2);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-----r--"));
    assertThatThrownBy(() -> keys().load("a", KeyFolder.LOG)).isInstanceOf(Malformed.class);
  }

  @Test
  void keysAreNeverWrittenOver() {
    var made = keys().create("a", KeyFolder.LOG);

    assertThatThrownBy(() -> keys().create("a", KeyFolder.LOG))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(Keys.verifiers(keys().load("a", KeyFolder.LOG))).isEqualTo(Keys.verifiers(made));
  }

  @Test
  void halvesOfTwoPairsAreRefused() throws IOException {
    keys().create("a", KeyFolder.LOG);
    var other = new KeyFolder(folder.resolve("other"));
    other.create("a", KeyFolder.LOG);
    for (var name : new String[] {"ed25519.pem", "ml-dsa-44.pem"}) {
      var file = folder.resolve("keys").resolve(name);
      var publicHalf = "-----BEGIN PUBLIC";
      var mine = Files.readString(file);
      var its = Files.readString(folder.resolve("other").resolve(name));
      Files.writeString(
          file,
          mine.substring(0, mine.indexOf(publicHalf)) + its.substring(its.indexOf(publicHalf)));
      assertThatThrownBy(() -> keys().load("a", KeyFolder.LOG))
          .isInstanceOf(Malformed.class)
          .hasMessageContaining("not a pair");
      Files.writeString(file, mine);
    }
  }

  @Test
  void printingASignerShowsNoKey() {
    assertThat(Keys.signer("a", SignatureType.ED25519)).hasToString("NoteSigner[a, ED25519]");
  }
}
