package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingFilesInTheVaultTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey KEY = SubjectKey.generate(PATIENT, 1);
  private static final byte[] CONTENT =
      "chr10\t94781859\trs4244285\tG\tA\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private Vault vault = new Vault(Path.of(""));

  @BeforeEach
  void inAnEmptyFolder() {
    vault = new Vault(folder);
  }

  private VaultFile kept(byte[] content) throws IOException {
    try (var draft = vault.draft(KEY, "accession-1")) {
      draft.bytes().write(content);
      return draft.keep();
    }
  }

  private byte[] opened(SubjectKey key, VaultFile file) throws IOException {
    try (var bytes = vault.open(key, file)) {
      return bytes.readAllBytes();
    }
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aKeptFileOpens() throws IOException {
    assertThat(opened(KEY, kept(CONTENT))).isEqualTo(CONTENT);
  }

  @Test
  void anEmptyFileIsKeptToo() throws IOException {
    assertThat(opened(KEY, kept(new byte[0]))).isEmpty();
  }

  @Test
  void whatIsOnDiskIsNamedByTheDigestOfItsSealedBytes()
      throws IOException, NoSuchAlgorithmException {
    var file = kept(CONTENT);

    assertThat(files()).hasSize(1);
    var sealed = Files.readAllBytes(files().getFirst());
    assertThat(file.digest())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sealed)))
        .isEqualTo(String.valueOf(files().getFirst().getFileName()));
    assertThat(file.sizeBytes()).isEqualTo(sealed.length);
    assertThat(file.generation()).isEqualTo(1);
    assertThat(file.binding()).isEqualTo("accession-1");
  }

  @Test
  void whatIsOnDiskCannotBeRead() throws IOException {
    kept(CONTENT);

    assertThat(Files.readString(files().getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotContain("rs4244285")
        .doesNotContain("94781859");
  }

  @Test
  void notEvenWhileItIsADraft() throws IOException {
    try (var draft = vault.draft(KEY, "accession-1")) {
      draft.bytes().write(CONTENT);
      draft.bytes().flush();

      for (var file : files()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("rs4244285");
      }
    }
  }

  @Test
  void theSameContentAgainIsAnotherFile() throws IOException {
    assertThat(kept(CONTENT).digest()).isNotEqualTo(kept(CONTENT).digest());
  }

  @Test
  void theKeyOfAnotherPatientDoesNotOpenIt() throws IOException {
    var file = kept(CONTENT);
    var another = SubjectKey.generate(new Pseudonym("ANOTHER0000000000000000001"), 1);

    assertThatThrownBy(() -> opened(another, file)).isInstanceOf(IOException.class);
  }

  @Test
  void boundToAnotherAccessionItDoesNotOpen() throws IOException {
    var file = kept(CONTENT);
    var elsewhere =
        new VaultFile(file.digest(), file.sizeBytes(), file.generation(), "accession-2");

    assertThatThrownBy(() -> opened(KEY, elsewhere)).isInstanceOf(IOException.class);
  }

  @Test
  void anAlteredFileDoesNotOpen() throws IOException {
    var file = kept(CONTENT);
    var bytes = Files.readAllBytes(files().getFirst());
    bytes[bytes.length / 2] ^= 1;
    Files.write(files().getFirst(), bytes);

    assertThatThrownBy(() -> opened(KEY, file)).isInstanceOf(IOException.class);
  }

  @Test
  void aFileWithoutItsEndDoesNotOpen() throws IOException {
    var file = kept(CONTENT);
    var bytes = Files.readAllBytes(files().getFirst());
    Files.write(files().getFirst(), Arrays.copyOf(bytes, bytes.length - 1));

    assertThatThrownBy(() -> opened(KEY, file)).isInstanceOf(IOException.class);
  }

  @Test
  void aDraftThatIsNotKeptLeavesNothing() throws IOException {
    try (var draft = vault.draft(KEY, "accession-1")) {
      draft.bytes().write(CONTENT);
      assertThat(files()).hasSize(1);
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void aDraftWhoseUploadBreaksOffLeavesNothing() throws IOException {
    assertThatThrownBy(this::brokenUpload).isInstanceOf(IOException.class);

    assertThat(files()).isEmpty();
  }

  private void brokenUpload() throws IOException {
    try (var draft = vault.draft(KEY, "accession-1")) {
      draft.bytes().write(CONTENT);
      throw new IOException("the connection is gone");
    }
  }

  @Test
  void aRemovedFileIsGone() throws IOException {
    var file = kept(CONTENT);
    var other = kept(CONTENT);

    vault.remove(file);

    assertThatThrownBy(() -> opened(KEY, file)).isInstanceOf(NoSuchFileException.class);
    assertThat(opened(KEY, other)).isEqualTo(CONTENT);
  }

  @Test
  void removingTwiceIsRemovingOnce() throws IOException {
    var file = kept(CONTENT);

    vault.remove(file);
    vault.remove(file);

    assertThat(files()).isEmpty();
  }

  @Test
  void whatUnfinishedUploadsLeftBehindIsRemovedAndKeptFilesStay() throws IOException {
    var file = kept(CONTENT);
    Files.write(folder.resolve("drafts").resolve("left-behind"), CONTENT);

    vault.removeDrafts();

    assertThat(files()).hasSize(1);
    assertThat(opened(KEY, file)).isEqualTo(CONTENT);
  }

  @Test
  void aVaultThatWasNeverUsedHasNoDrafts() throws IOException {
    vault.removeDrafts();

    assertThat(files()).isEmpty();
  }
}
