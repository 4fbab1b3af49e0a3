package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A call set as a caller of whole genomes writes it, of nobody: positions, alleles and genotypes
/// are drawn at random, spread over the chromosomes of GRCh38. The same seed gives the same bytes.
final class SyntheticGenome {
  /// bgzip fills its blocks up to here (SAM specification 4.1).
  private static final int BLOCK_BYTES = 0xFF00;

  private static final byte[] NOTHING = new byte[0];
  private static final String BASES = "ACGT";
  private static final List<String> GENOTYPES = List.of("0/0", "0/1", "1/1");
  private static final Map<String, Integer> CHROMOSOMES = chromosomes();
  private static final String HEADER =
      """
      ##fileformat=VCFv4.2
      ##source=synthetic
      ##FILTER=<ID=LowQual,Description="Low quality">
      ##INFO=<ID=AC,Number=A,Type=Integer,Description="Allele count">
      ##INFO=<ID=AF,Number=A,Type=Float,Description="Allele frequency">
      ##INFO=<ID=AN,Number=1,Type=Integer,Description="Alleles called">
      ##INFO=<ID=BaseQRankSum,Number=1,Type=Float,Description="Base qualities">
      ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
      ##INFO=<ID=ExcessHet,Number=1,Type=Float,Description="Excess of heterozygotes">
      ##INFO=<ID=FS,Number=1,Type=Float,Description="Strand bias">
      ##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping quality">
      ##INFO=<ID=MQRankSum,Number=1,Type=Float,Description="Mapping qualities">
      ##INFO=<ID=QD,Number=1,Type=Float,Description="Quality by depth">
      ##INFO=<ID=ReadPosRankSum,Number=1,Type=Float,Description="Positions in reads">
      ##INFO=<ID=SOR,Number=1,Type=Float,Description="Strand odds">
      ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
      ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Depths">
      ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">
      ##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Quality">
      ##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Likelihoods">
      """;

  private final Random random;
  private final Set<String> avoided = new HashSet<>();
  private final Map<String, NavigableMap<Integer, Known>> known = new HashMap<>();

  /// A position of a panel.
  private record Known(String reference, String alternate) {}

  /// @param panels the panels' folder: at their positions REF is known, and drawn bases would be
  ///   wrong
  SyntheticGenome(long seed, Path panels) {
    random = new Random(seed);
    // CYP2D6, of which the panel has no positions.
    for (int hundred = 421_200; hundred < 421_400; hundred++) {
      avoided.add("chr22:" + hundred);
    }
    learn(panels);
  }

  /// Writes a bgzip file.
  ///
  /// @param records about how many; those drawn at avoided positions are left out, and the panels'
  ///   own positions are all there
  /// @return how many were written
  long write(Path file, long records) throws IOException {
    long written = 0;
    long genome = CHROMOSOMES.values().stream().mapToLong(Integer::longValue).sum();
    try (var out = new Blocks(Files.newOutputStream(file))) {
      out.write(header());
      for (var chromosome : CHROMOSOMES.entrySet()) {
        long share = records * chromosome.getValue() / genome;
        int step = (int) Math.max(12, (chromosome.getValue() - 20_000L) / Math.max(share, 1));
        int position = 10_000;
        int before = 0;
        for (long at = 0; at < share; at++) {
          position += 11 + random.nextInt(2 * step - 21);
          if (position > chromosome.getValue() - 100) {
            break;
          }
          written += writeKnown(out, chromosome.getKey(), before, position);
          before = position;
          if (!isAvoided(chromosome.getKey(), position)) {
            out.write(record(chromosome.getKey(), position));
            written++;
          }
        }
        written += writeKnown(out, chromosome.getKey(), before, chromosome.getValue());
      }
    }
    return written;
  }

  /// What a panel is called from, from one position to before another: nine of ten are the
  /// reference, which is told too, as a laboratory does that wants them called.
  private int writeKnown(Blocks out, String chromosome, int from, int to) throws IOException {
    var between = known.getOrDefault(chromosome, Collections.emptyNavigableMap()).subMap(from, to);
    for (var position : between.entrySet()) {
      int copies = random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0;
      var alleles = position.getValue();
      out.write(
          line(chromosome, position.getKey(), alleles.reference(), alleles.alternate(), copies));
    }
    return between.size();
  }

  private static String header() {
    var header = new StringBuilder(HEADER);
    CHROMOSOMES.forEach(
        (name, bases) -> header.append("##contig=<ID=%s,length=%d>\n".formatted(name, bases)));
    return header
        .append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYN0001\n")
        .toString();
  }

  private String record(String chromosome, int position) {
    char reference = base();
    char other = base();
    while (other == reference) {
      other = base();
    }
    int form = random.nextInt(10);
    var ref = form == 0 ? reference + "ACGTACGT".substring(random.nextInt(8)) : "" + reference;
    var alt = form == 0 ? "" + reference : form == 1 ? "" + reference + other : "" + other;
    return line(chromosome, position, ref, alt, random.nextInt(5) < 3 ? 1 : 2);
  }

  /// @param copies of the alternate: none, one or two
  private String line(String chromosome, int position, String ref, String alt, int copies) {
    int depth = 15 + random.nextInt(45);
    int referenceDepth = depth * (2 - copies) / 2;
    var record = new StringBuilder(256);
    record.append(chromosome).append('\t').append(position).append('\t');
    record.append(random.nextInt(10) == 0 ? "." : "rs" + (1 + random.nextInt(1_000_000_000)));
    record.append('\t').append(ref).append('\t').append(alt).append('\t');
    decimal(record, random.nextInt(200_000), 2).append("\tPASS\tAC=").append(copies);
    decimal(record.append(";AF="), copies * 500, 3).append(";AN=2;BaseQRankSum=");
    decimal(record, random.nextInt(4000) - 2000, 3).append(";DP=").append(depth);
    record.append(";ExcessHet=3.0103;FS=");
    decimal(record, random.nextInt(5000), 3).append(";MQ=60.00;MQRankSum=0.000;QD=");
    decimal(record, random.nextInt(3000), 2).append(";ReadPosRankSum=");
    decimal(record, random.nextInt(4000) - 2000, 3).append(";SOR=");
    decimal(record, random.nextInt(2000), 3).append("\tGT:AD:DP:GQ:PL\t");
    record.append(GENOTYPES.get(copies)).append(':').append(referenceDepth).append(',');
    record.append(depth - referenceDepth).append(':').append(depth).append(':');
    record.append(10 + random.nextInt(90)).append(':').append(random.nextInt(1000));
    return record.append(",0,").append(random.nextInt(1000)).append('\n').toString();
  }

  private static StringBuilder decimal(StringBuilder into, int scaled, int digits) {
    int unit = (int) Math.pow(10, digits);
    into.append(scaled < 0 ? "-" : "").append(Math.abs(scaled) / unit).append('.');
    return into.append(String.valueOf(unit + Math.abs(scaled) % unit), 1, digits + 1);
  }

  private char base() {
    return BASES.charAt(random.nextInt(BASES.length()));
  }

  private boolean isAvoided(String chromosome, int position) {
    return avoided.contains(chromosome + ":" + position / 100)
        || avoided.contains(chromosome + ":" + (position + 9) / 100);
  }

  /// The panels' positions, and the hundreds of bases around them, in which nothing is drawn.
  private void learn(Path panels) {
    try (var tables = Files.walk(panels)) {
      for (var table : tables.filter(it -> it.endsWith("positions.tsv")).sorted().toList()) {
        for (var row : Files.readAllLines(table).stream().skip(1).toList()) {
          var cells = row.split("\t", -1);
          int position = Integer.parseInt(cells[1]);
          avoided.add(cells[0] + ":" + position / 100);
          avoided.add(cells[0] + ":" + (position + cells[3].length()) / 100);
          known
              .computeIfAbsent(cells[0], _ -> new TreeMap<>())
              .put(position, new Known(cells[3], cells[4].split(",", -1)[0]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lengths in bases, from the assembly report of GCA_000001405.15.
  private static Map<String, Integer> chromosomes() {
    int[] bases = {
      248_956_422, 242_193_529, 198_295_559, 190_214_555, 181_538_259, 170_805_979, 159_345_973,
      145_138_636, 138_394_717, 133_797_422, 135_086_622, 133_275_309, 114_364_328, 107_043_718,
      101_991_189, 90_338_345, 83_257_441, 80_373_285, 58_617_616, 64_444_167, 46_709_983,
      50_818_468
    };
    var chromosomes = new LinkedHashMap<String, Integer>();
    for (int number = 1; number <= bases.length; number++) {
      chromosomes.put("chr" + number, bases[number - 1]);
    }
    chromosomes.put("chrX", 156_040_895);
    return chromosomes;
  }

  /// Compresses as bgzip does.
  private static final class Blocks implements AutoCloseable {
    private final OutputStream file;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final byte[] pending = new byte[BLOCK_BYTES];
    private final byte[] deflated = new byte[1 << 16];
    private int length;

    Blocks(OutputStream file) {
      this.file = file;
    }

    void write(String text) throws IOException {
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      int from = 0;
      while (from < bytes.length) {
        int part = Math.min(bytes.length - from, BLOCK_BYTES - length);
        System.arraycopy(bytes, from, pending, length, part);
        length += part;
        from += part;
        if (length == BLOCK_BYTES) {
          block(pending, length);
          length = 0;
        }
      }
    }

    @Override
    public void close() throws IOException {
      try (file) {
        if (length > 0) {
          block(pending, length);
        }
        block(NOTHING, 0);
      } finally {
        deflater.end();
      }
    }

    private void block(byte[] text, int bytes) throws IOException {
      deflater.reset();
      deflater.setInput(text, 0, bytes);
      deflater.finish();
      int deflatedBytes = deflater.deflate(deflated);
      var crc = new CRC32();
      crc.update(text, 0, bytes);
      file.write(
          new byte[] {31, (byte) 139, 8, 4, 0, 0, 0, 0, 0, (byte) 255, 6, 0, 'B', 'C', 2, 0});
      number(deflatedBytes + 25L, 2);
      file.write(deflated, 0, deflatedBytes);
      number(crc.getValue(), 4);
      number(bytes, 4);
    }

    private void number(long value, int bytes) throws IOException {
      for (int at = 0; at < bytes; at++) {
        file.write((int) (value >> (8 * at)) & 0xFF);
      }
    }
  }
}
