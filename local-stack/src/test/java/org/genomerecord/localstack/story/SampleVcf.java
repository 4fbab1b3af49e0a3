package org.genomerecord.localstack.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Files that laboratories of the specs submit. There is no person behind any of them.
final class SampleVcf {
  /// Breaks in line 4.
  static final String BROKEN =
      """
      ##fileformat=VCFv4.2
      ##contig=<ID=chr10,length=133797422>
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tBROKEN-SAMPLE
      chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/7
      """;

  /// What many people of European descent carry, by dbSNP identifier: alleles of six genes.
  private static final Map<String, String> USUAL =
      Map.of(
          "rs4244285", "0/1",
          "rs12769205", "0/1",
          "rs3758581", "1/1",
          "rs1799853", "0/1",
          "rs9923231", "0/1",
          "rs4149056", "0/1",
          "rs887829", "0/1",
          "rs776746", "1/1");

  private static final String END_OF_HEADER = "#CHROM";
  private static final int EARLY_POSITION = 1_000_000;

  private SampleVcf() {}

  /// The synthetic sample of the demo.
  static String text() {
    return new String(SubmittedFile.SYNTHETIC.bytes(), StandardCharsets.UTF_8);
  }

  static byte[] bytes() {
    return SubmittedFile.SYNTHETIC.bytes();
  }

  /// Another file of the same sense: other bytes.
  static byte[] otherBytes() {
    return bytes(text().replaceFirst("##source=", "##source=again, "));
  }

  /// The sample with another genotype of one gene.
  static byte[] corrected() {
    var other = text().replaceAll("(?m)^(chr10\\t(?:94775367|94781859)\\t.*\\t)1/1", "$10/1");
    if (other.equals(text())) {
      throw new IllegalStateException("the sample has another genotype there");
    }
    return bytes(other);
  }

  /// The sample with many more records before it.
  static byte[] larger(int records) {
    var text = text();
    int header = text.indexOf(END_OF_HEADER);
    int data = text.indexOf('\n', header) + 1;
    var larger = new StringBuilder(text.substring(0, data));
    for (int i = 0; i < records; i++) {
      larger
          .append("chr6\t")
          .append(EARLY_POSITION + i * 10)
          .append("\t.\tA\tC\t.\tPASS\t.\tGT\t0/0\n");
    }
    return bytes(larger.append(text, data, text.length()).toString());
  }

  /// Every position of every gene, with the variants of a usual patient.
  static byte[] usualPatient() {
    var reference =
        Path.of(
            "../interpretation-service/src/test/resources/concordance/pgx-000-reference.vcf.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(reference))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var usual : USUAL.entrySet()) {
        text =
            text.replaceFirst(
                "(?m)^(.*\\t" + usual.getKey() + "\\t.*\\t)0\\|0$", "$1" + usual.getValue());
      }
      return bytes(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Variants only, at the sites that genomes are compared at: those of nobody.
  static byte[] genome(long seed) {
    var random = new Random(seed);
    var genome =
        new StringBuilder(
            """
            ##fileformat=VCFv4.2
            ##reference=GRCh38
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYNTHETIC
            """);
    for (var site : identitySites()) {
      var cells = site.split("\t", -1);
      var bases = cells[4].equals("W") ? "A\tG" : "C\tT";
      var genotype = List.of("0/0", "0/1", "0/1", "1/1").get(random.nextInt(4));
      if (!genotype.equals("0/0")) {
        genome.append(
            "%s\t%s\t.\t%s\t.\tPASS\t.\tGT\t%s\n".formatted(cells[0], cells[2], bases, genotype));
      }
    }
    return bytes(genome.toString());
  }

  private static List<String> identitySites() {
    try (var lines =
        Files.lines(Path.of("../ingestion-service/src/main/resources/identity/sites.tsv"))) {
      return lines.skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same calls, said to be on GRCh37.
  static byte[] onGrch37() {
    return bytes(
        text()
            .replace("assembly=GRCh38", "assembly=GRCh37")
            .replace("length=170805979", "length=171115067")
            .replace("length=133797422", "length=135534747")
            .replace("length=133275309", "length=133851895"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// In two blocks and the empty one that ends a BGZF file (SAM specification, section 4.1).
  static byte[] bgzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    int half = plain.length / 2;
    out.writeBytes(block(plain, 0, half));
    out.writeBytes(block(plain, half, plain.length - half));
    out.writeBytes(block(plain, 0, 0));
    return out.toByteArray();
  }

  private static byte[] block(byte[] plain, int from, int length) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(plain, from, length);
    deflater.finish();
    var deflated = new byte[1 << 16];
    int size = deflater.deflate(deflated);
    deflater.end();
    var crc = new CRC32();
    crc.update(plain, from, length);
    int blockSize = 18 + size + 8;
    return ByteBuffer.allocate(blockSize)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 6, 0, 'B', 'C', 2, 0})
        .putShort((short) (blockSize - 1))
        .put(deflated, 0, size)
        .putInt((int) crc.getValue())
        .putInt(length)
        .array();
  }
}
