package org.genomerecord.interpretation.reference;

import htsjdk.samtools.SAMException;
import htsjdk.samtools.reference.FastaSequenceIndex;
import htsjdk.samtools.reference.ReferenceSequenceFile;
import htsjdk.samtools.reference.ReferenceSequenceFileFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.interpretation.variant.Contigs;
import org.genomerecord.interpretation.variant.Reference;
import org.jspecify.annotations.Nullable;

/// A FASTA file with its index, plain or in bgzip, read at the places that are asked for. May be
/// asked by several threads.
public final class FastaReference implements Reference, AutoCloseable {
  /// NC_001807.4, which UCSC's hg19 has beside the chromosomes of GRCh37: not the mitochondrion
  /// that is meant here, and left out.
  private static final int HG19_MITOCHONDRION_BASES = 16_571;

  private record Contig(String name, int bases) {}

  private final ReferenceSequenceFile file;
  private final Map<String, Contig> contigs;
  private final ReentrantLock reading = new ReentrantLock();

  private FastaReference(ReferenceSequenceFile file, Map<String, Contig> contigs) {
    this.file = file;
    this.contigs = Map.copyOf(contigs);
  }

  /// Opens a file that has at least one chromosome of the assembly, and each of them in its length.
  /// Bases are not compared beyond that.
  ///
  /// @throws Unusable if it is not there, has no index, or is of another assembly
  public static FastaReference open(Path fasta, Assembly assembly) {
    if (!Files.isRegularFile(fasta)) {
      throw new Unusable(fasta, "there is no such file");
    }
    try {
      var file = ReferenceSequenceFileFactory.getReferenceSequenceFile(fasta, true, true);
      if (!file.isIndexed()) {
        file.close();
        throw new Unusable(
            fasta, "its index (.fai, of bgzip .gzi too) is missing; samtools faidx writes it");
      }
      return new FastaReference(file, contigs(fasta, assembly));
    } catch (IOException | SAMException e) {
      throw new Unusable(fasta, "it or its index cannot be read (" + e.getClass().getName() + ")");
    }
  }

  /// As above; null if no file is named.
  public static @Nullable FastaReference optional(@Nullable Path fasta, Assembly assembly) {
    return fasta == null ? null : open(fasta, assembly);
  }

  private static Map<String, Contig> contigs(Path fasta, Assembly assembly) {
    var contigs = new HashMap<String, Contig>();
    var known = false;
    var index = ReferenceSequenceFileFactory.getFastaIndexFileName(fasta);
    for (var entry : new FastaSequenceIndex(index)) {
      var name = Contigs.canonical(entry.getContig());
      if (assembly == Assembly.GRCH37 && entry.getSize() == HG19_MITOCHONDRION_BASES) {
        continue;
      }
      var expected = assembly.bases(name);
      if (expected > 0 && expected != entry.getSize()) {
        throw new Unusable(fasta, entry.getContig() + " has not its length in " + assembly.label());
      }
      known |= expected > 0;
      contigs.put(name, new Contig(entry.getContig(), (int) entry.getSize()));
    }
    if (!known) {
      throw new Unusable(fasta, "it has no chromosome of " + assembly.label());
    }
    return contigs;
  }

  /// @throws UncheckedIOException if the file does not answer any more
  @Override
  public String bases(String contig, int first, int last) {
    var asked = contigs.get(contig);
    var from = Math.max(1, first);
    var to = asked == null ? 0 : Math.min(asked.bases(), last);
    if (asked == null || to < from) {
      return "";
    }
    reading.lock();
    try {
      var bases = file.getSubsequenceAt(asked.name(), from, to).getBases();
      return new String(bases, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
    } catch (SAMException e) {
      throw new UncheckedIOException(new IOException("the reference cannot be read", e));
    } finally {
      reading.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// A file that cannot be the reference.
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(Path fasta, String why) {
      super("the reference " + fasta + ": " + why);
    }
  }
}
