package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Small call sets for the tests. All of them are invented; no person is behind them.
final class SyntheticVcf {
  static final VcfBounds BOUNDS = VcfBounds.standard();

  private static final byte[] EMPTY_BLOCK = block(new byte[0], 0, 0);

  private String fileFormat = "VCFv4.2";
  private String reference = "##reference=GRCh38";
  private final List<String> metaLines =
      new ArrayList<>(
          List.of(
              "##FILTER=<ID=LowQual,Description=\"Low quality\">",
              "##ALT=<ID=DEL,Description=\"Deletion\">",
              "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">",
              "##INFO=<ID=AF,Number=A,Type=Float,Description=\"Frequency\">",
              "##INFO=<ID=DB,Number=0,Type=Flag,Description=\"Known\">",
              "##INFO=<ID=END,Number=1,Type=Integer,Description=\"Last position\">",
              "##INFO=<ID=NOTE,Number=1,Type=String,Description=\"Note\">",
              "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
              "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"Depths\">",
              "##FORMAT=<ID=PL,Number=G,Type=Integer,Description=\"Likelihoods\">",
              "##FORMAT=<ID=PS,Number=1,Type=Integer,Description=\"Phase set\">",
              "##contig=<ID=chr10,length=133797422>",
              "##contig=<ID=chr12,length=133275309>",
              "##contig=<ID=chrX,length=156040895>",
              "##contig=<ID=chrM,length=16569>"));
  private List<String> samples = List.of("SYN1");
  private final List<String> records = new ArrayList<>();

  SyntheticVcf fileFormat(String version) {
    fileFormat = version;
    return this;
  }

  SyntheticVcf metaLine(String line) {
    metaLines.add(line);
    return this;
  }

  SyntheticVcf withoutContigs() {
    metaLines.removeIf(line -> line.startsWith("##contig"));
    return this;
  }

  SyntheticVcf reference(String value) {
    reference = "##reference=" + value;
    return this;
  }

  SyntheticVcf withoutReference() {
    reference = "##source=synthetic";
    return this;
  }

  SyntheticVcf samples(String... names) {
    samples = List.of(names);
    return this;
  }

  /// A data line from its columns, written with spaces between for reading.
  SyntheticVcf record(String columns) {
    records.add(columns.replace(' ', '\t'));
    return this;
  }

  /// Three sound records.
  SyntheticVcf soundRecords() {
    return record("chr10 94781859 rs4244285 G A 50 PASS DP=30;AF=0.5 GT:AD 0/1:15,15")
        .record("chr10 94842866 . A G 50.5 . DP=30 GT:AD 1|1:0,30")
        .record("chr12 21178615 rs4149056 T C . LowQual DB GT ./.");
  }

  /// 1-based line of the first record.
  long firstRecordLine() {
    return metaLines.size() + 4L;
  }

  String text() {
    var lines = new ArrayList<String>();
    lines.add("##fileformat=" + fileFormat);
    lines.add(reference);
    lines.addAll(metaLines);
    lines.add(
        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + String.join("\t", samples));
    lines.addAll(records);
    return String.join("\n", lines) + "\n";
  }

  byte[] bytes() {
    return text().getBytes(UTF_8);
  }

  VcfOutcome outcome() {
    return outcomeOf(bytes());
  }

  static VcfOutcome outcomeOf(String text) {
    return outcomeOf(text.getBytes(UTF_8));
  }

  static VcfOutcome outcomeOf(byte[] bytes) {
    return outcomeOf(bytes, VcfExpectations.NONE, BOUNDS);
  }

  static VcfOutcome outcomeOf(byte[] bytes, VcfExpectations expectations, VcfBounds bounds) {
    try {
      return VcfValidation.validate(new ByteArrayInputStream(bytes), expectations, bounds);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static byte[] gzip(byte[] bytes) {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }

  /// @param blockBytes length of the text in each block
  static byte[] bgzip(byte[] bytes, int blockBytes) {
    return joined(bgzipWithoutEnd(bytes, blockBytes), EMPTY_BLOCK);
  }

  static byte[] bgzipWithoutEnd(byte[] bytes, int blockBytes) {
    var blocks = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += blockBytes) {
      blocks.writeBytes(block(bytes, at, Math.min(blockBytes, bytes.length - at)));
    }
    return blocks.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /// One block as the SAM specification, section 4.1, has it.
  private static byte[] block(byte[] bytes, int offset, int length) {
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(bytes, offset, length);
    deflater.finish();
    var deflated = new byte[length + 100];
    int deflatedBytes = deflater.deflate(deflated);
    deflater.end();
    var crc = new CRC32();
    crc.update(bytes, offset, length);
    var block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {31, (byte) 139, 8, 4, 0, 0, 0, 0, 0, (byte) 255});
    littleEndian(block, 6, 2);
    block.writeBytes(new byte[] {'B', 'C'});
    littleEndian(block, 2, 2);
    littleEndian(block, deflatedBytes + 25, 2);
    block.write(deflated, 0, deflatedBytes);
    littleEndian(block, crc.getValue(), 4);
    littleEndian(block, length, 4);
    return block.toByteArray();
  }

  private static void littleEndian(ByteArrayOutputStream into, long number, int bytes) {
    for (int at = 0; at < bytes; at++) {
      into.write((int) (number >> (8 * at)));
    }
  }
}
