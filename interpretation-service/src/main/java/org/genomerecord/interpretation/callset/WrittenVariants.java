package org.genomerecord.interpretation.callset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.genomerecord.interpretation.callset.CallSetReading.NotInterpreted;
import org.genomerecord.interpretation.variant.Assembly;

/// Reads all records of a call set with one sample's genotypes: plain, gzip or bgzip, GRCh37 or
/// GRCh38. One pass; memory is bounded by the longest line.
public final class WrittenVariants {
  private WrittenVariants() {}

  /// Reads a call set to its end; does not close it.
  ///
  /// @param sample the exact name in the header line; if empty, the only sample is meant
  /// @param stated the build that is stated beside, if any
  /// @param each takes the records in their order, with the build
  /// @return why it was not read to its end; empty if it was
  /// @throws IOException if the stream fails, or ends within a compressed block
  public static Optional<NotInterpreted> read(
      InputStream callSet,
      Optional<String> sample,
      Optional<Assembly> stated,
      BiConsumer<Assembly, WrittenVariant> each)
      throws IOException {
    var lines = new BoundedLines(callSet);
    var header = VcfHeader.read(lines, sample);
    if (header.isEmpty()) {
      return Optional.of(CallSetReader.NO_HEADER);
    }
    var refused = CallSetReader.refusalOf(header.get(), stated);
    if (refused.isPresent()) {
      return refused;
    }
    var assembly = stated.orElseGet(() -> header.get().shown().iterator().next());
    var contig = "";
    for (var line = lines.next(); line != null; line = lines.next()) {
      if (line.isEmpty()) {
        continue;
      }
      WrittenVariant written;
      try {
        written = RecordLine.of(line).written(header.get().sampleColumn());
      } catch (IllegalArgumentException malformed) {
        // The cause is dropped on purpose: its message may quote the line.
        return Optional.of(CallSetReader.malformed(lines.lineNumber(), malformed));
      }
      if (!written.contig().equals(contig)) {
        contig = written.contig();
        var other = CallSetReader.contradiction("line " + lines.lineNumber(), contig, assembly);
        if (other.isPresent()) {
          return other;
        }
      }
      each.accept(assembly, written);
    }
    return Optional.empty();
  }
}
