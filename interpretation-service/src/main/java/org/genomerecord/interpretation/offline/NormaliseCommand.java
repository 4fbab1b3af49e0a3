package org.genomerecord.interpretation.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.WrittenVariant;
import org.genomerecord.interpretation.callset.WrittenVariants;
import org.genomerecord.interpretation.reference.FastaReference;
import org.genomerecord.interpretation.variant.Alignment;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.interpretation.variant.Normalisation;
import org.genomerecord.interpretation.variant.VrsAlleles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes the variants of a call set in their normal form, one alternate allele a line, without
/// servers.
///
/// Exit code 0 if the whole file was read, 1 if not, which is said with its reason; 2 if the
/// command itself is wrong.
@Command(
    name = "normalise",
    description = {
      "Writes the variants of a call set (VCF or gVCF, plain, gzip or bgzip) one alternate allele a",
      "line: trimmed, left-aligned where the reference is given, and with its GA4GH VRS 2.0",
      "identifier where one can be computed. Nothing leaves this machine."
    },
    usageHelpWidth = 110,
    mixinStandardHelpOptions = true)
public final class NormaliseCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("contig", "position", "reference", "alternate", "genotype", "alignment", "vrs");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "a call set")
  private @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "OUT.tsv",
      description = "where to write to; standard output if it is left out")
  private @Nullable Path out;

  @Option(
      names = "--sample",
      paramLabel = "NAME",
      description = "the sample, where the file holds several")
  private @Nullable String sample;

  @Option(
      names = "--assembly",
      paramLabel = "NAME",
      description = "where the header does not tell it: GRCh37 or GRCh38")
  private @Nullable String assembly;

  @Option(
      names = "--reference",
      paramLabel = "FASTA",
      description = "the sequence of the file's assembly, with its index (.fai; bgzip: .gzi too)")
  private @Nullable Path reference;

  /// For the script only.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new NormaliseCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    var stated = Optional.ofNullable(assembly).flatMap(Assembly::named);
    if (assembly != null && stated.isEmpty()) {
      commandLine.getErr().println("✖ --assembly " + assembly + " is not an assembly known here.");
      return CommandLine.ExitCode.USAGE;
    }
    var input = Objects.requireNonNull(file);
    if (out != null && Files.exists(out) && Files.exists(input) && Files.isSameFile(input, out)) {
      commandLine.getErr().println("✖ --out " + out + " is the file that is read.");
      return CommandLine.ExitCode.USAGE;
    }
    try (var in = Files.newInputStream(input);
        var table = table(commandLine.getOut())) {
      var lines = new Lines(table);
      try (lines) {
        var refused = WrittenVariants.read(in, Optional.ofNullable(sample), stated, lines::write);
        if (table.checkError()) {
          commandLine.getErr().println("✖ " + out + ": not all of it could be written.");
          return CommandLine.ExitCode.SOFTWARE;
        }
        if (refused.isEmpty() || !lines.counts.isEmpty()) {
          commandLine.getErr().println(lines.summary());
        }
        refused.ifPresent(why ->
            commandLine
                .getErr()
                .println("✖ " + file + ": " + why.detail() + " (" + why.code() + ")."));
        return refused.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
      }
    } catch (FastaReference.Unusable e) {
      commandLine.getErr().println("✖ " + e.getMessage() + ".");
      return CommandLine.ExitCode.USAGE;
    } catch (NoSuchFileException _) {
      commandLine.getErr().println("✖ " + file + ": there is no such file.");
      return CommandLine.ExitCode.SOFTWARE;
    } catch (IOException e) {
      commandLine.getErr().println("✖ " + file + ": it cannot be read (" + e.getMessage() + ").");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private PrintWriter table(PrintWriter standard) throws IOException {
    return out == null || out.toString().equals("-")
        ? new PrintWriter(standard) {
          @Override
          public void close() {
            flush(); // standard output is not ours to close
          }
        }
        : new PrintWriter(Files.newBufferedWriter(out, StandardCharsets.UTF_8));
  }

  /// The lines of one file. The reference is opened once its assembly is known.
  private final class Lines implements AutoCloseable {
    private final PrintWriter table;
    private final Map<Alignment, Long> counts = new EnumMap<>(Alignment.class);
    private @Nullable FastaReference sequence;
    private @Nullable Normalisation normalisation;
    private @Nullable VrsAlleles vrs;

    Lines(PrintWriter table) {
      this.table = table;
    }

    void write(Assembly ofFile, WrittenVariant written) {
      if (normalisation == null || vrs == null) {
        sequence = FastaReference.optional(reference, ofFile);
        normalisation = new Normalisation(sequence);
        vrs = new VrsAlleles(ofFile, sequence);
        table.println(String.join("\t", COLUMNS));
      }
      var variants =
          normalisation.variants(
              written.contig(), written.position(), written.reference(), written.alternates());
      for (var index = 0; index < variants.size(); index++) {
        var variant = variants.get(index);
        counts.merge(variant.alignment(), 1L, Long::sum);
        table.println(
            String.join(
                "\t",
                variant.contig(),
                Integer.toString(variant.position()),
                variant.reference(),
                variant.alternate(),
                Normalisation.genotype(written.genotype(), index + 1),
                variant.alignment().code(),
                vrs.identifier(
                        variant.contig(),
                        variant.position(),
                        variant.reference(),
                        variant.alternate())
                    .orElse("")));
      }
    }

    String summary() {
      return counts.isEmpty()
          ? "No alternate allele."
          : counts.entrySet().stream()
              .map(count -> count.getValue() + " " + count.getKey().code())
              .collect(Collectors.joining(", ", "Alleles: ", "."));
    }

    @Override
    public void close() throws IOException {
      if (sequence != null) {
        sequence.close();
      }
    }
  }
}
