package org.genomerecord.interpretation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htsjdk.samtools.reference.FastaSequenceIndexCreator;
import htsjdk.samtools.util.BlockCompressedOutputStream;
import htsjdk.samtools.util.GZIIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.genomerecord.interpretation.variant.Assembly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingAReferenceTest {
  private static final int BASES = 16_569;
  private static final int LINE_BASES = 70;

  @TempDir Path folder;
  private final String sequence = sequence(BASES);

  private static String sequence(int bases) {
    var random = new Random(7);
    var sequence = new StringBuilder();
    while (sequence.length() < bases) {
      sequence.append("ACGTacgtN".charAt(random.nextInt(9)));
    }
    return sequence.toString();
  }

  private static byte[] fasta(String name, String sequence) {
    return (">"
            + name
            + " made up\n"
            + sequence.replaceAll("(.{" + LINE_BASES + "})", "$1\n")
            + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private Path plain(String name, String sequence) throws IOException {
    return Files.write(folder.resolve("reference.fa"), fasta(name, sequence));
  }

  private Path blocks() throws IOException {
    var file = folder.resolve("reference.fa.gz");
    try (var out = new BlockCompressedOutputStream(file.toFile())) {
      out.write(fasta("chrM", sequence));
    }
    return file;
  }

  private void tellsItsBases(Path file) throws IOException {
    try (var reference = FastaReference.open(file, Assembly.GRCH38)) {
      assertThat(reference.bases("MT", 1, BASES)).isEqualToIgnoringCase(sequence).isUpperCase();
      assertThat(reference.bases("MT", 69, 72)).isEqualToIgnoringCase(sequence.substring(68, 72));
      assertThat(reference.bases("MT", -5, 2)).isEqualToIgnoringCase(sequence.substring(0, 2));
      assertThat(reference.bases("MT", BASES, BASES + 9))
          .isEqualToIgnoringCase(sequence.substring(BASES - 1));
      assertThat(reference.bases("MT", BASES + 1, BASES + 9)).isEmpty();
      assertThat(reference.bases("22", 1, 9)).isEmpty();
    }
  }

  @Test
  void aPlainFileWithItsIndexTellsItsBases() throws IOException {
    var file = plain("chrM", sequence);
    FastaSequenceIndexCreator.create(file, false);

    tellsItsBases(file);
  }

  @Test
  void aFileInBgzipWithItsIndicesTellsItsBases() throws IOException {
    var file = blocks();
    FastaSequenceIndexCreator.create(file, false);
    GZIIndex.createIndex(file, false);

    tellsItsBases(file);
  }

  @Test
  void aFileWithoutItsIndexIsRefusedWithTheRemedy() throws IOException {
    assertThatThrownBy(() -> FastaReference.open(plain("chrM", sequence), Assembly.GRCH38))
        .isInstanceOf(FastaReference.Unusable.class)
        .hasMessageContaining("samtools faidx");
    var compressed = blocks();
    FastaSequenceIndexCreator.create(compressed, false);
    assertThatThrownBy(() -> FastaReference.open(compressed, Assembly.GRCH38))
        .isInstanceOf(FastaReference.Unusable.class);
    assertThatThrownBy(() -> FastaReference.open(folder.resolve("none.fa"), Assembly.GRCH38))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void anotherAssemblyIsRefused() throws IOException {
    var shorter = plain("chrM", sequence.substring(1));
    FastaSequenceIndexCreator.create(shorter, false);
    assertThatThrownBy(() -> FastaReference.open(shorter, Assembly.GRCH38))
        .hasMessageContaining("chrM has not its length in GRCh38");

    Files.delete(folder.resolve("reference.fa.fai"));
    var plasmid = plain("plasmid", sequence);
    FastaSequenceIndexCreator.create(plasmid, false);
    assertThatThrownBy(() -> FastaReference.open(plasmid, Assembly.GRCH38))
        .hasMessageContaining("has no chromosome of GRCh38");
  }

  @Test
  void theMitochondrionOfHg19IsLeftOut() throws IOException {
    var file = folder.resolve("hg19.fa");
    try (var out = Files.newOutputStream(file)) {
      out.write(fasta("chrM", sequence + "AC"));
      out.write(fasta("M", sequence));
    }
    FastaSequenceIndexCreator.create(file, false);

    try (var reference = FastaReference.open(file, Assembly.GRCH37)) {
      assertThat(reference.bases("MT", BASES, BASES + 2)).hasSize(1);
    }
    assertThatThrownBy(() -> FastaReference.open(file, Assembly.GRCH38))
        .hasMessageContaining("chrM has not its length in GRCh38");
  }

  @Test
  void noFileIsNoReference() {
    assertThat(FastaReference.optional(null, Assembly.GRCH38)).isNull();
  }
}
