package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingAFileTest {
  private static final int SEGMENT = 1 << 20;
  private static final long SEED = 20260101;
  private static final SubjectKey KEY =
      SubjectKey.generate(new Pseudonym("PATIENT0000000000000000001"), 1);
  private static final FileSeal FILE = KEY.file("accession-1");

  private static byte[] content(int size) {
    var bytes = new byte[size];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  private static byte[] sealed(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = FILE.seal(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] opened(FileSeal file, byte[] sealed) throws IOException {
    try (var in = file.open(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  private static void doesNotOpen(FileSeal file, byte[] sealed) {
    assertThatThrownBy(() -> opened(file, sealed)).isInstanceOf(IOException.class);
  }

  /// Around the borders of the first segments: a segment holds its header or tag besides the text.
  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        100,
        SEGMENT - 57,
        SEGMENT - 56,
        SEGMENT - 55,
        SEGMENT - 17,
        SEGMENT - 16,
        SEGMENT - 15,
        SEGMENT,
        SEGMENT + 1,
        2 * SEGMENT - 72,
        2 * SEGMENT,
        2 * SEGMENT + 12345
      })
  void whatIsSealedOpens(int size) throws IOException {
    var content = content(size);

    var sealed = sealed(content);

    assertThat(sealed.length).isGreaterThan(size);
    assertThat(opened(FILE, sealed)).isEqualTo(content);
  }

  @Test
  void everyTruncationOfASmallFileIsNoticed() throws IOException {
    var sealed = sealed(content(100));

    for (int length = 0; length < sealed.length; length++) {
      doesNotOpen(FILE, Arrays.copyOf(sealed, length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 1000, SEGMENT - 1000, SEGMENT, SEGMENT + 12345})
  void aTruncationOfALargeFileIsNoticed(int missing) throws IOException {
    var sealed = sealed(content(2 * SEGMENT + 12345));

    doesNotOpen(FILE, Arrays.copyOf(sealed, sealed.length - missing));
  }

  @Test
  void aFileCutAtASegmentBorderIsNoticed() throws IOException {
    var sealed = sealed(content(2 * SEGMENT + 12345));

    doesNotOpen(FILE, Arrays.copyOf(sealed, SEGMENT));
    doesNotOpen(FILE, Arrays.copyOf(sealed, 2 * SEGMENT));
  }

  @Test
  void everyFlippedBitOfASmallFileIsNoticed() throws IOException {
    var sealed = sealed(content(40));

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      var altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      doesNotOpen(FILE, altered);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 1000, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT + 5})
  void aFlippedBitOfALargeFileIsNoticed(int at) throws IOException {
    var sealed = sealed(content(2 * SEGMENT + 12345));
    sealed[at] ^= 1;

    doesNotOpen(FILE, sealed);
  }

  @Test
  void segmentsCannotChangePlaces() throws IOException {
    var sealed = sealed(content(3 * SEGMENT));
    var swapped = sealed.clone();
    System.arraycopy(sealed, SEGMENT, swapped, 2 * SEGMENT, SEGMENT);
    System.arraycopy(sealed, 2 * SEGMENT, swapped, SEGMENT, SEGMENT);

    doesNotOpen(FILE, swapped);
  }

  @Test
  void itOpensUnderItsOwnBindingAndKeyOnly() throws IOException {
    var sealed = sealed(content(100));

    assertThat(opened(KEY.file("accession-1"), sealed)).isEqualTo(content(100));
    doesNotOpen(KEY.file("accession-2"), sealed);
    doesNotOpen(SubjectKey.generate(KEY.patient(), 1).file("accession-1"), sealed);
    doesNotOpen(
        SubjectKey.parse(new Pseudonym("PATIENT0000000000000000002"), 1, KEY.serialize())
            .file("accession-1"),
        sealed);
    doesNotOpen(SubjectKey.parse(KEY.patient(), 2, KEY.serialize()).file("accession-1"), sealed);
  }

  @Test
  void aFileThatWasNotClosedDoesNotOpen() throws IOException {
    var bytes = new ByteArrayOutputStream();
    @SuppressWarnings("resource")
    var out = FILE.seal(bytes);
    out.write(content(2 * SEGMENT));
    out.flush();

    doesNotOpen(FILE, bytes.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, SEGMENT - 100, SEGMENT, 2 * SEGMENT - 1, 2 * SEGMENT + 12000})
  void anyPlaceCanBeReadAlone(int from, @TempDir Path folder) throws IOException {
    var content = content(2 * SEGMENT + 12345);
    var file = Files.write(folder.resolve("sealed"), sealed(content));

    try (var channel = FILE.open(FileChannel.open(file))) {
      var slice = ByteBuffer.allocate(300);
      channel.position(from);
      while (slice.hasRemaining() && channel.read(slice) >= 0) {
        // A channel may give less than it was asked for.
      }

      assertThat(channel.size()).isEqualTo(content.length);
      assertThat(slice.array()).isEqualTo(Arrays.copyOfRange(content, from, from + 300));
    }
  }

  @Test
  void theSealedFileDoesNotContainTheText() throws IOException {
    var text = "rs4244285".repeat(100).getBytes(StandardCharsets.US_ASCII);

    var sealed = new String(sealed(text), StandardCharsets.ISO_8859_1);

    assertThat(sealed).doesNotContain("rs4244285");
  }
}
