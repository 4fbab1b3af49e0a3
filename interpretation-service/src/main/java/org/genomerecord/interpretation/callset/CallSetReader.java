package org.genomerecord.interpretation.callset;

import htsjdk.tribble.readers.LineIterator;
import htsjdk.tribble.readers.LineIteratorImpl;
import htsjdk.tribble.readers.LineReader;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.vcf.VCFCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.interpretation.callset.CallSetReading.NotInterpreted;
import org.genomerecord.interpretation.callset.CallSetReading.Read;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.interpretation.variant.Contigs;
import org.genomerecord.record.region.RegionIndex;

/// Reads one sample's calls at given loci from a VCF or gVCF stream: plain, gzip or bgzip, GRCh38.
///
/// One pass, or with an index no more than what lies near the loci, which gives the same calls;
/// memory is bounded by the longest line and the number of loci. A record that its own filter
/// rejects, or a reference block without reads, is no call. A locus that no record speaks of is not
/// in the result.
///
/// Only lines at the loci are decoded, cut down to one sample's genotype and given to htsjdk under
/// a header of ours: files with thousands of samples cost no more, and a header version that htsjdk
/// 4.3.0 does not know (VCF 4.5) does not matter.
public final class CallSetReader {
  private static final List<String> CODEC_HEADER =
      List.of(
          "##fileformat=VCFv4.2",
          "##INFO=<ID=END,Number=1,Type=Integer,Description=\"Last position of the record\">",
          "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
          "##FORMAT=<ID=PS,Number=1,Type=String,Description=\"Phase set\">",
          "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tsample");

  static final NotInterpreted NO_HEADER =
      new NotInterpreted("header-missing", "the call set has no header line");

  private final VCFCodec codec = new VCFCodec();
  private final Map<Locus, Set<Evidence>> evidence = new HashMap<>();
  private final Loci loci;

  private CallSetReader(Loci loci) {
    this.loci = loci;
    codec.readActualHeader(lines(CODEC_HEADER));
  }

  /// Reads a call set to its end; does not close it.
  ///
  /// @param sample the exact name in the header line; if empty, the only sample is meant
  /// @param stated the build that the submission states, if it does
  /// @throws IOException if the stream fails, or ends within a compressed block
  public static CallSetReading read(
      InputStream callSet, Optional<String> sample, Optional<Assembly> stated, Loci loci)
      throws IOException {
    var lines = new BoundedLines(callSet);
    var header = VcfHeader.read(lines, sample);
    if (header.isEmpty()) {
      return NO_HEADER;
    }
    var refused = notInterpreted(header.get(), stated);
    return refused.isPresent()
        ? refused.get()
        : new CallSetReader(loci).records(lines, header.get().sampleColumn());
  }

  /// Reads of a call set what its index says lies at the loci; does not close it. The file was
  /// validated: what is wrong elsewhere in it is not found.
  ///
  /// @param index of this file
  /// @throws IOException if the file fails, or ends where the index says that it goes on
  public static CallSetReading read(
      SeekableByteChannel callSet,
      RegionIndex index,
      Optional<String> sample,
      Optional<Assembly> stated,
      Loci loci)
      throws IOException {
    var records = new RegionReader(callSet, index);
    var header = VcfHeader.read(records.fromStart(), sample);
    if (header.isEmpty()) {
      return NO_HEADER;
    }
    var refused = notInterpreted(header.get(), stated);
    return refused.isPresent()
        ? refused.get()
        : new CallSetReader(loci).recordsAtLoci(records, index, header.get().sampleColumn());
  }

  private static Optional<NotInterpreted> notInterpreted(
      VcfHeader header, Optional<Assembly> stated) {
    return builds(header, stated).equals(Set.of(Assembly.GRCH37))
        ? Optional.of(
            new NotInterpreted(
                "assembly-not-interpreted", "assembly GRCh37 is not interpreted by this release"))
        : refusalOf(header, stated);
  }

  private static Set<Assembly> builds(VcfHeader header, Optional<Assembly> stated) {
    var builds = new HashSet<>(header.shown());
    stated.ifPresent(builds::add);
    return builds;
  }

  /// Why a call set cannot be read as one sample's on one assembly; empty if it can.
  static Optional<NotInterpreted> refusalOf(VcfHeader header, Optional<Assembly> stated) {
    var builds = builds(header, stated);
    if (builds.size() > 1) {
      return Optional.of(
          new NotInterpreted(
              "assembly-contradiction", "the call set shows more than one assembly"));
    }
    if (builds.isEmpty()) {
      return Optional.of(
          new NotInterpreted(
              "assembly-unknown", "neither the submission nor the header tells the assembly"));
    }
    if (header.sampleColumn() == VcfHeader.SEVERAL_SAMPLES) {
      return Optional.of(
          new NotInterpreted(
              "sample-not-named", "the call set holds several samples, and none was named"));
    }
    if (header.sampleColumn() == VcfHeader.WITHOUT_SAMPLES) {
      return Optional.of(new NotInterpreted("sample-not-found", "the call set has no sample"));
    }
    if (header.sampleColumn() == VcfHeader.NO_SAMPLE) {
      return Optional.of(
          new NotInterpreted("sample-not-found", "the call set does not hold the named sample"));
    }
    return Optional.empty();
  }

  /// Why records of a contig are not of this assembly, as its accession tells; empty if they may
  /// be.
  ///
  /// @param where the record is, such as `line 4`
  static Optional<NotInterpreted> contradiction(String where, String contig, Assembly assembly) {
    return Contigs.assemblyOf(contig)
        .filter(other -> other != assembly)
        .map(other ->
            new NotInterpreted(
                "assembly-contradiction",
                where
                    + " is on "
                    + contig
                    + " of "
                    + other.label()
                    + ", and the call set is on "
                    + assembly.label()));
  }

  private CallSetReading records(BoundedLines lines, int sampleColumn) throws IOException {
    var onContig = "\t";
    for (var line = lines.next(); line != null; line = lines.next()) {
      if (line.isEmpty()) {
        continue;
      }
      if (!line.startsWith(onContig)) {
        var contig = line.substring(0, Math.max(0, line.indexOf('\t')));
        onContig = contig + "\t";
        var other = contradiction("line " + lines.lineNumber(), contig, Assembly.GRCH38);
        if (other.isPresent()) {
          return other.get();
        }
      }
      try {
        var mismatch = take(line, sampleColumn);
        if (mismatch.isPresent()) {
          return mismatched(mismatch.get());
        }
      } catch (RuntimeException malformed) {
        // The cause is dropped on purpose: its message may quote the line.
        return malformed(lines.lineNumber(), malformed);
      }
    }
    return merged();
  }

  private CallSetReading recordsAtLoci(RegionReader records, RegionIndex index, int sampleColumn)
      throws IOException {
    for (var contig : index.contigs()) {
      var other = contradiction("a record", contig, Assembly.GRCH38);
      if (other.isPresent()) {
        return other.get();
      }
      for (var region : loci.regions(contig)) {
        try {
          records.enter(contig, region.first(), region.last(), sampleColumn);
          for (var record = records.next(); record != null; record = records.next()) {
            var mismatch = take(record, sampleColumn);
            if (mismatch.isPresent()) {
              return mismatched(mismatch.get());
            }
          }
        } catch (RuntimeException malformed) {
          // As above.
          return new NotInterpreted(
              "record-malformed",
              "a line near "
                  + region.locus().label()
                  + " cannot be read"
                  + MalformedRecord.reason(malformed));
        }
      }
    }
    return merged();
  }

  private static NotInterpreted mismatched(Locus locus) {
    return new NotInterpreted(
        "reference-mismatch",
        "the reference bases at or beside " + locus.label() + " are not those of GRCh38");
  }

  private Read merged() {
    var calls = new HashMap<Locus, LocusCall>();
    evidence.forEach(
        (locus, said) -> Evidence.merge(locus, said).ifPresent(call -> calls.put(locus, call)));
    return new Read(new LocusCalls(calls));
  }

  static NotInterpreted malformed(long line, RuntimeException why) {
    return new NotInterpreted(
        "record-malformed",
        "line " + line + " cannot be read as a VCF record" + MalformedRecord.reason(why));
  }

  /// Takes what a line says; returns a locus that it shows other reference bases at or beside than
  /// are known. Then nothing of it counts: it may be any variant, and beside a reference block it
  /// would read as none.
  private Optional<Locus> take(String line, int sampleColumn) {
    var contigEnd = line.indexOf('\t');
    return contigEnd >= 0 && !loci.touches(line.substring(0, contigEnd))
        ? Optional.empty()
        : take(RecordLine.of(line), sampleColumn);
  }

  private Optional<Locus> take(RecordLine record, int sampleColumn) {
    var end = record.end(sampleColumn);
    var overlapped = loci.overlapping(record.contig(), record.position(), end);
    var reached = loci.reached(record.contig(), record.position(), end);
    if (overlapped.isEmpty() && reached.isEmpty()) {
      return Optional.empty();
    }
    var contradicted = loci.contradicted(record.shown(), overlapped, reached);
    if (contradicted.isPresent()) {
      return contradicted;
    }
    if (record.mayInsertOrDelete()) {
      reached.removeAll(overlapped);
      overlapped.addAll(reached);
    }
    if (overlapped.isEmpty()) {
      return Optional.empty();
    }
    try {
      read(record, sampleColumn, overlapped, end);
    } catch (RuntimeException malformed) {
      throw record
          .defectOfGenotype(sampleColumn)
          .<RuntimeException>map(MalformedRecord::new)
          .orElse(malformed);
    }
    return Optional.empty();
  }

  /// @throws RuntimeException of whatever kind if the genotype is none
  private void read(RecordLine record, int sampleColumn, List<Locus> overlapped, int end) {
    VariantContext decoded = codec.decode(record.reduced(sampleColumn));
    var reading = new RecordReading(decoded, record.isTrusted(sampleColumn), overlapped, loci);
    var referenceEnd = record.referenceEnd(sampleColumn);
    for (var locus : overlapped) {
      reading.about(locus, end, referenceEnd).ifPresent(said -> add(locus, said));
    }
  }

  private void add(Locus locus, Evidence said) {
    var all = evidence.computeIfAbsent(locus, _ -> new HashSet<>());
    if (all.size() <= Evidence.PER_LOCUS_MAX) {
      all.add(said);
    }
  }

  private static LineIterator lines(List<String> lines) {
    var left = new ArrayDeque<>(lines);
    return new LineIteratorImpl(
        new LineReader() {
          @Override
          public String readLine() {
            return left.poll();
          }

          @Override
          public void close() {}
        });
  }
}
