package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingAnIndexBesideAFileTest {
  private static final int SEGMENT = 1 << 20;
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey FIRST = SubjectKey.generate(PATIENT, 1);
  private static final SubjectKey SECOND =
      SubjectKey.generate(PATIENT, 2).withEarlier(List.of(FIRST));
  private static final byte[] INDEX = "chr10 at 94781859".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTENT = content(1000);

  /// Of four segments.
  private static final byte[] LARGE = content(3 * SEGMENT + 1000);

  @TempDir Path folder;
  private Vault vault = new Vault(Path.of(""));
  private VaultFile file = new VaultFile("0".repeat(64), 0, 1, "call-set");

  @BeforeEach
  void aKeptFile() throws IOException {
    vault = new Vault(folder);
    file = kept("call-set", CONTENT);
  }

  private static byte[] content(int size) {
    var bytes = new byte[size];
    new Random(20260101).nextBytes(bytes);
    return bytes;
  }

  private VaultFile kept(String binding, byte[] content) throws IOException {
    try (var draft = vault.draft(FIRST, binding)) {
      draft.bytes().write(content);
      return draft.keep();
    }
  }

  private Path path(String name) {
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  private Path index() {
    return path(file.digest() + ".index");
  }

  private List<String> names() throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(it -> String.valueOf(it.getFileName())).toList();
    }
  }

  private static void alter(Path sealed, long at) throws IOException {
    var bytes = Files.readAllBytes(sealed);
    bytes[(int) at] ^= 1;
    Files.write(sealed, bytes);
  }

  private static byte[] read(SeekableByteChannel channel, long from, int length)
      throws IOException {
    var into = ByteBuffer.allocate(length);
    channel.position(from);
    while (into.hasRemaining() && channel.read(into) > 0) {
      // Until it is full, or there is no more.
    }
    return Arrays.copyOf(into.array(), into.position());
  }

  @Test
  void itOpensAndIsNotReadableOnDisk() throws IOException {
    vault.keepIndex(FIRST, file, INDEX);

    assertThat(vault.index(FIRST, file)).hasValue(INDEX);
    assertThat(Files.readString(index(), StandardCharsets.ISO_8859_1)).doesNotContain("94781859");
    assertThat(names()).containsExactlyInAnyOrder(file.digest(), file.digest() + ".index");
  }

  @Test
  void aFileMayHaveNone() throws IOException {
    assertThat(vault.index(FIRST, file)).isEmpty();
  }

  @Test
  void theIndexOfAnotherFileDoesNotOpenAsItsOwn() throws IOException {
    var another = kept("another call-set", CONTENT);
    vault.keepIndex(FIRST, another, INDEX);
    Files.move(path(another.digest() + ".index"), index());

    assertThatThrownBy(() -> vault.index(FIRST, file)).isInstanceOf(IOException.class);
  }

  @Test
  void norDoesOneThatWasAlteredOrIsOfAnotherPatient() throws IOException {
    vault.keepIndex(FIRST, file, INDEX);
    var strange = SubjectKey.generate(new Pseudonym("PATIENT0000000000000000002"), 1);

    assertThatThrownBy(() -> vault.index(strange, file)).isInstanceOf(IOException.class);
    alter(index(), 60);
    assertThatThrownBy(() -> vault.index(FIRST, file)).isInstanceOf(IOException.class);
  }

  @Test
  void itIsSealedAnewWithItsFile() throws IOException {
    vault.keepIndex(FIRST, file, INDEX);

    vault.reseal(SECOND, file);

    assertThat(vault.index(SECOND, file)).hasValue(INDEX);
    assertThatThrownBy(() -> vault.index(FIRST, file)).isInstanceOf(KeyRenewedSince.class);
  }

  @Test
  void soItIsIfOnlyTheFileWasBefore() throws IOException {
    vault.reseal(SECOND, file);
    vault.keepIndex(FIRST, file, INDEX);

    vault.reseal(SECOND, file);

    assertThat(vault.index(SECOND, file)).hasValue(INDEX);
    assertThatThrownBy(() -> vault.index(FIRST, file)).isInstanceOf(KeyRenewedSince.class);
  }

  @Test
  void oneThatDoesNotOpenGoesWhenItsFileIsSealedAnew() throws IOException {
    vault.keepIndex(FIRST, file, INDEX);
    alter(index(), 60);

    var now = vault.reseal(SECOND, file);

    assertThat(vault.index(SECOND, file)).isEmpty();
    try (var opened = vault.open(SECOND, file)) {
      assertThat(opened.readAllBytes()).isEqualTo(CONTENT);
    }
    assertThat(now.generation()).isEqualTo(2);
  }

  @Test
  void itGoesWithItsFile() throws IOException {
    vault.keepIndex(FIRST, file, INDEX);
    vault.reseal(SECOND, file);

    vault.remove(file);

    assertThat(names()).isEmpty();
  }

  @Test
  void besideAFileThatWasRemovedMeanwhileNoneStays() throws IOException {
    vault.remove(file);

    vault.keepIndex(FIRST, file, INDEX);

    assertThat(names()).isEmpty();
  }

  @Test
  void aChannelReadsAnyPlace() throws IOException {
    var large = kept("large", LARGE);
    vault.reseal(SECOND, large);
    var random = new Random(7);
    try (var channel = vault.openChannel(SECOND, large)) {
      assertThat(channel.size()).isEqualTo(LARGE.length);
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(LARGE.length);
        int to = Math.min(LARGE.length, from + random.nextInt(SEGMENT + 100));
        assertThat(read(channel, from, to - from)).isEqualTo(Arrays.copyOfRange(LARGE, from, to));
      }
    }
  }

  /// An altered segment fails where it is read, and is not opened elsewhere.
  @Test
  void aChannelOpensTheSegmentsThatAreReadAndNoOthers() throws IOException {
    var large = kept("large", LARGE);
    alter(path(large.digest()), SEGMENT + SEGMENT / 2);

    try (var channel = vault.openChannel(FIRST, large)) {
      assertThat(read(channel, 0, 1000)).isEqualTo(Arrays.copyOf(LARGE, 1000));
      assertThat(read(channel, 2 * SEGMENT, 1000))
          .isEqualTo(Arrays.copyOfRange(LARGE, 2 * SEGMENT, 2 * SEGMENT + 1000));
      assertThatThrownBy(() -> read(channel, SEGMENT + 10, 10)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFileWithoutItsLastSegmentsHasNoEndThatCouldBeRead() throws IOException {
    var large = kept("large", LARGE);
    var sealed = path(large.digest());
    Files.write(sealed, Arrays.copyOf(Files.readAllBytes(sealed), 2 * SEGMENT));

    try (var channel = vault.openChannel(FIRST, large)) {
      assertThat(read(channel, 0, 1000)).isEqualTo(Arrays.copyOf(LARGE, 1000));
      assertThatThrownBy(() -> read(channel, SEGMENT + 10, SEGMENT))
          .isInstanceOf(IOException.class);
    }
  }
}
