package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealingAFileTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey FIRST = SubjectKey.generate(PATIENT, 1);
  private static final SubjectKey SECOND =
      SubjectKey.generate(PATIENT, 2).withEarlier(List.of(FIRST));
  private static final SubjectKey THIRD =
      SubjectKey.generate(PATIENT, 3)
          .withEarlier(List.of(FIRST, SubjectKey.parse(PATIENT, 2, SECOND.serialize())));
  private static final SubjectKey FOURTH =
      SubjectKey.generate(PATIENT, 4)
          .withEarlier(
              List.of(
                  FIRST,
                  SubjectKey.parse(PATIENT, 2, SECOND.serialize()),
                  SubjectKey.parse(PATIENT, 3, THIRD.serialize())));
  private static final byte[] CONTENT = "chr10\t94781859\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private Vault vault = new Vault(Path.of(""));
  private VaultFile file = new VaultFile("0".repeat(64), 0, 1, "call-set");

  @BeforeEach
  void aKeptFile() throws IOException {
    vault = new Vault(folder);
    try (var draft = vault.draft(FIRST, "call-set")) {
      draft.bytes().write(CONTENT);
      file = draft.keep();
    }
  }

  private byte[] opened(SubjectKey key) throws IOException {
    try (var bytes = vault.open(key, file)) {
      return bytes.readAllBytes();
    }
  }

  /// Relative names of all files, notes left out.
  private List<String> bytes() throws IOException {
    return names(".resealed", false);
  }

  private List<String> notes() throws IOException {
    return names(".resealed", true);
  }

  private List<String> names(String ending, boolean wanted) throws IOException {
    var found = new ArrayList<String>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (path.toString().endsWith(ending) == wanted) {
              found.add(String.valueOf(path.getFileName()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private Path shelf() {
    return folder.resolve(file.digest().substring(0, 2));
  }

  @Test
  void itOpensByItsFirstNameAndNotUnderTheEarlierGenerationAlone() throws IOException {
    var now = vault.reseal(SECOND, file);

    assertThat(opened(SECOND)).isEqualTo(CONTENT);
    assertThatThrownBy(() -> opened(FIRST)).isInstanceOf(Unsealable.class);
    assertThat(bytes()).containsExactly(now.digest());
    assertThat(now.generation()).isEqualTo(2);
    assertThat(now.digest()).isNotEqualTo(file.digest());
    assertThat(now.sizeBytes()).isEqualTo(file.sizeBytes());
  }

  @Test
  void againAndAgain() throws IOException {
    vault.reseal(SECOND, file);
    var now = vault.reseal(THIRD, file);

    assertThat(opened(THIRD)).isEqualTo(CONTENT);
    assertThat(bytes()).containsExactly(now.digest());
    assertThat(vault.reseal(THIRD, file)).isEqualTo(now);
    assertThat(vault.reseal(SECOND, file)).isEqualTo(now);
  }

  @Test
  void aCrashBeforeTheNewBytesAreInPlaceLeavesTheEarlierOnesInUse() throws IOException {
    vault.reseal(SECOND, file);
    noteOf("f".repeat(64) + " 15 3\n" + Files.readAllLines(note()).getFirst() + "\n");

    assertThat(opened(THIRD)).isEqualTo(CONTENT);
    var now = vault.reseal(THIRD, file);

    assertThat(now.generation()).isEqualTo(3);
    assertThat(opened(THIRD)).isEqualTo(CONTENT);
    assertThat(bytes()).containsExactly(now.digest());
  }

  @Test
  void aCrashBeforeTheEarlierBytesAreRemovedIsMendedTheNextTime() throws IOException {
    var earlier = Files.readAllBytes(shelf().resolve(file.digest()));
    var now = vault.reseal(SECOND, file);
    Files.write(shelf().resolve(file.digest()), earlier);
    assertThat(opened(SECOND)).isEqualTo(CONTENT);

    assertThat(vault.reseal(SECOND, file)).isEqualTo(now);

    assertThat(bytes()).containsExactly(now.digest());
  }

  @Test
  void soItIsWhenTheNextTimeIsUnderAYetNewerGeneration() throws IOException {
    var second = vault.reseal(SECOND, file);
    var path = folder.resolve(second.digest().substring(0, 2)).resolve(second.digest());
    var earlier = Files.readAllBytes(path);
    vault.reseal(THIRD, file);
    Files.write(path, earlier);

    var now = vault.reseal(FOURTH, file);

    assertThat(bytes()).containsExactly(now.digest());
    assertThat(opened(FOURTH)).isEqualTo(CONTENT);
  }

  @Test
  void aKeyThatWasRenewedSinceIsToldFromOneThatDoesNotFit() throws IOException {
    var another = SubjectKey.generate(new Pseudonym("PATIENT0000000000000000002"), 1);
    assertThatThrownBy(() -> opened(SubjectKey.generate(PATIENT, 2)))
        .isInstanceOf(Unsealable.class)
        .isNotInstanceOf(KeyRenewedSince.class);
    assertThatThrownBy(() -> opened(another)).isInstanceOf(IOException.class);

    vault.reseal(SECOND, file);

    assertThatThrownBy(() -> opened(FIRST)).isInstanceOf(KeyRenewedSince.class);
  }

  @Test
  void aVaultThatIsAwayIsNotOneWithoutTheFile() throws IOException {
    var away = new Vault(folder.resolve("away"));

    assertThatThrownBy(() -> away.remove(file)).isInstanceOf(UncheckedIOException.class);

    assertThat(opened(FIRST)).isEqualTo(CONTENT);
  }

  @Test
  void anAlteredFileIsLeftAsItIs() throws IOException {
    var path = shelf().resolve(file.digest());
    var altered = Files.readAllBytes(path);
    altered[altered.length / 2] ^= 1;
    Files.write(path, altered);

    assertThatThrownBy(() -> vault.reseal(SECOND, file)).isInstanceOf(IOException.class);

    assertThat(bytes()).containsExactly(file.digest());
    assertThat(notes()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotSealedAnew() {
    vault.remove(file);

    assertThatThrownBy(() -> vault.reseal(SECOND, file)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void removedItLeavesNothing() throws IOException {
    vault.reseal(SECOND, file);
    vault.reseal(THIRD, file);

    vault.remove(file);

    assertThat(bytes()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void aReaderThatHasItOpenGoesOn() throws IOException {
    try (var open = vault.open(SECOND, file)) {
      vault.reseal(SECOND, file);

      assertThat(open.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  private Path note() {
    return shelf().resolve(file.digest() + ".resealed");
  }

  private void noteOf(String text) throws IOException {
    Files.writeString(note(), text);
  }
}
