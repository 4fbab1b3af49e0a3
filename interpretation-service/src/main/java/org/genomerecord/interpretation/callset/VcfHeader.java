package org.genomerecord.interpretation.callset;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.interpretation.variant.Contigs;

/// What the interpreter needs from a VCF header: where the sample's column is, and which build the
/// contig lines show. Nothing else is read, so headers of VCF 4.1 to 4.5 are all the same to it.
///
/// @param sampleColumn index of the sample's column, [#NO_SAMPLE], [#SEVERAL_SAMPLES] or
///   [#WITHOUT_SAMPLES]
/// @param shown the builds that contig lengths, contig assemblies and `##reference` point to
record VcfHeader(int sampleColumn, Set<Assembly> shown) {
  /// The named sample is not there.
  static final int NO_SAMPLE = -1;

  /// No sample was named, and there is more than one.
  static final int SEVERAL_SAMPLES = -2;

  /// No sample is there.
  static final int WITHOUT_SAMPLES = -3;

  private static final int FIRST_SAMPLE_COLUMN = 9;
  private static final Pattern CONTIG_ID = Pattern.compile("[<,]ID=([^,>]+)");
  private static final Pattern CONTIG_LENGTH = Pattern.compile("[<,]length=(\\d{1,9})[,>]");
  private static final Pattern BUILD =
      Pattern.compile(
          "(?<![A-Za-z0-9])(GRCh37|GRCh38|hg19|hg38|b37)(?![0-9])", Pattern.CASE_INSENSITIVE);

  VcfHeader {
    shown = Set.copyOf(shown);
  }

  /// Reads up to and including the `#CHROM` line; empty if there is none.
  ///
  /// @param sample the exact name; if empty, the only sample is meant
  static Optional<VcfHeader> read(BoundedLines lines, Optional<String> sample) throws IOException {
    var shown = EnumSet.noneOf(Assembly.class);
    for (var line = lines.next(); line != null && line.startsWith("#"); line = lines.next()) {
      if (line.startsWith("##contig=")) {
        contigBuild(line).ifPresent(shown::add);
      } else if (line.startsWith("##reference=")) {
        build(line).ifPresent(shown::add);
      } else if (line.startsWith("#CHROM\t")) {
        var columns = Arrays.asList(line.split("\t", -1));
        var samples =
            columns.subList(Math.min(FIRST_SAMPLE_COLUMN, columns.size()), columns.size());
        return Optional.of(new VcfHeader(column(samples, sample), shown));
      }
    }
    return Optional.empty();
  }

  private static int column(List<String> samples, Optional<String> sample) {
    if (samples.isEmpty()) {
      return WITHOUT_SAMPLES;
    }
    if (sample.isEmpty() && samples.size() > 1) {
      return SEVERAL_SAMPLES;
    }
    var index = sample.map(samples::indexOf).orElse(0);
    return index < 0 ? NO_SAMPLE : FIRST_SAMPLE_COLUMN + index;
  }

  private static Optional<Assembly> contigBuild(String line) {
    var id = CONTIG_ID.matcher(line);
    var length = CONTIG_LENGTH.matcher(line);
    if (id.find()) {
      var shown = Contigs.assemblyOf(id.group(1));
      if (shown.isEmpty() && length.find()) {
        shown =
            Assembly.ofContig(Contigs.canonical(id.group(1)), Integer.parseInt(length.group(1)));
      }
      if (shown.isPresent()) {
        return shown;
      }
    }
    return build(line);
  }

  private static Optional<Assembly> build(String line) {
    Matcher build = BUILD.matcher(line);
    return build.find() ? Assembly.named(build.group(1)) : Optional.empty();
  }
}
