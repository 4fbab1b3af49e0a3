package org.genomerecord.interpretation.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.CallSetReader;
import org.genomerecord.interpretation.callset.CallSetReading;
import org.genomerecord.interpretation.callset.LocusCalls;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.page.PatientPage;
import org.genomerecord.interpretation.page.SummaryPage;
import org.genomerecord.interpretation.reference.FastaReference;
import org.genomerecord.interpretation.report.FhirJson;
import org.genomerecord.interpretation.report.IssuedInterpretation;
import org.genomerecord.interpretation.report.ReportBundle;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.variant.Assembly;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Interprets call sets in files, without servers.
///
/// Exit code 0 if every file was interpreted, 1 if one was not, which is said with its reason; 2 if
/// the command itself is wrong.
@Command(
    name = "interpret",
    description = {
      "Interprets the pharmacogenes of call sets (VCF or gVCF, plain, gzip or bgzip; GRCh38),",
      "without servers. Nothing leaves this machine."
    },
    usageHelpWidth = 110,
    mixinStandardHelpOptions = true)
public final class InterpretCommand implements Callable<Integer> {
  private static final Set<String> CLASSES = Set.of("pharmacogenomic");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "call sets, one sample each")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--calls",
      paramLabel = "OUT.tsv",
      description = {
        "write one line for each file and gene; - for standard output. With --outside there is one",
        "more column, which says of each gene whether it was called here or outside"
      })
  private @Nullable Path calls;

  @Option(
      names = "--sample",
      paramLabel = "NAME",
      description = "the sample, where a file holds several")
  private @Nullable String sample;

  @Option(
      names = "--assembly",
      paramLabel = "NAME",
      description = "where the header does not tell it: GRCh38")
  private @Nullable String assembly;

  @Option(
      names = "--outside",
      paramLabel = "FILE",
      description = {
        "genes that the laboratory called itself, for all files: lines of gene, diplotype, phenotype",
        "and activity score, separated by tabs; the last two may be left out. Genes that are not",
        "interpreted here are named by their lines, and the others are taken"
      })
  private @Nullable Path outside;

  @Option(
      names = "--knowledge",
      paramLabel = "FOLDER",
      description = "an imported knowledge release, in place of the built-in one")
  private @Nullable Path knowledge;

  @Option(
      names = "--reference",
      paramLabel = "FASTA",
      description = {
        "the sequence of GRCh38, with its index (.fai; bgzip: .gzi too): insertions and deletions",
        "count wherever in a repeat the laboratory wrote them"
      })
  private @Nullable Path reference;

  @Option(
      names = "--fhir",
      paramLabel = "OUT.json",
      description = "write the reports as a FHIR R4 Bundle of DiagnosticReports")
  private @Nullable Path fhir;

  @Option(
      names = "--report",
      paramLabel = "OUT.html",
      description = "write a summary for the clinician, a page for each file, to be printed")
  private @Nullable Path report;

  @Option(
      names = "--patient-report",
      paramLabel = "OUT.html",
      description = "write the same in plain words for the patient, to be printed")
  private @Nullable Path patientReport;

  @Mixin private DrugOptions asked = new DrugOptions();

  /// For the script only.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new InterpretCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    var wrong = wrong();
    if (wrong.isPresent()) {
      commandLine.getErr().println("✖ " + wrong.get() + ".");
      return CommandLine.ExitCode.USAGE;
    }
    var knowledgeRelease = release(commandLine.getErr());
    if (knowledgeRelease.isEmpty()) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    var release = knowledgeRelease.get();
    var reported = OutsideFile.read(outside, release, commandLine.getErr());
    if (reported.isEmpty()) {
      return CommandLine.ExitCode.USAGE;
    }
    Interpreter interpreter;
    try (var sequence = FastaReference.optional(reference, Assembly.GRCH38)) {
      interpreter = new Interpreter(release, sequence);
    } catch (FastaReference.Unusable | DefectiveKnowledge e) {
      commandLine.getErr().println("✖ " + e.getMessage() + ".");
      return CommandLine.ExitCode.USAGE;
    }
    // The tables about drugs are read only where one is asked about.
    var answers = asked.isAnything() ? new DrugAnswers(release) : null;
    Optional<DrugQuestion> question =
        answers == null ? Optional.empty() : asked.question(answers, commandLine.getErr());
    if (answers != null && question.isEmpty()) {
      return CommandLine.ExitCode.USAGE;
    }
    var failed = 0;
    var interpretations = new ArrayList<IssuedInterpretation>();
    try (var table = table(commandLine.getOut())) {
      if (table != null) {
        table.println(outside == null ? CallsTable.HEADER : CallsTable.HEADER_WITH_OUTSIDE);
      }
      for (var file : files) {
        var read = read(file, interpreter, commandLine.getErr());
        if (read.isEmpty()) {
          failed++;
          continue;
        }
        var called = interpreter.call(read.get(), CLASSES);
        if (table != null && outside == null) {
          CallsTable.lines(name(file), release, called).forEach(table::println);
        }
        if (outside == null && !isReported() && !asked.isAnything()) {
          continue;
        }
        var interpreted = interpreter.interpret(called, reported.get(), CLASSES);
        if (table != null && outside != null) {
          CallsTable.lines(name(file), release, called, interpreted, reported.get())
              .forEach(table::println);
        }
        if (answers != null && question.isPresent()) {
          commandLine.getOut().println(name(file));
          DrugLines.of(answers.answer(interpreted.findings(), question.get()))
              .forEach(line -> commandLine.getOut().println("  " + line));
        }
        if (isReported()) {
          interpretations.add(issued(file, release, interpreted));
        }
      }
    }
    write(interpretations);
    return failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void write(List<IssuedInterpretation> interpretations) throws IOException {
    if (fhir != null) {
      Files.writeString(fhir, FhirJson.write(ReportBundle.of(interpretations)));
    }
    if (report != null) {
      Files.writeString(report, SummaryPage.of(interpretations, List.of()));
    }
    if (patientReport != null) {
      Files.writeString(patientReport, PatientPage.of(interpretations, List.of()));
    }
  }

  /// What can be told to be wrong before anything is read.
  private Optional<String> wrong() {
    if (asked.wrong().isPresent()) {
      return asked.wrong();
    }
    if (assembly != null && Assembly.named(assembly).isEmpty()) {
      return Optional.of("--assembly " + assembly + " is not an assembly known here");
    }
    if (knowledge != null && !Files.isDirectory(knowledge)) {
      return Optional.of(knowledge + ": there is no such folder");
    }
    if (isReported()
        && files.stream().map(InterpretCommand::name).distinct().count() < files.size()) {
      return Optional.of("two files have one name, by which reports tell them apart");
    }
    return Stream.of(calls, fhir, report, patientReport)
        .filter(output -> output != null && !output.toString().equals("-"))
        .flatMap(output -> unwritable(output).stream())
        .findFirst();
  }

  private static Optional<String> unwritable(Path output) {
    var folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.of(output + ": there is no such folder");
    }
    return Files.isDirectory(output) ? Optional.of(output + ": is a folder") : Optional.empty();
  }

  private boolean isReported() {
    return fhir != null || report != null || patientReport != null;
  }

  /// The release to interpret with; empty if it cannot be, which is said.
  private Optional<KnowledgeRelease> release(PrintWriter errors) throws IOException {
    try {
      return Optional.of(
          knowledge == null ? KnowledgeRelease.builtIn() : ReleaseFolder.read(knowledge).release());
    } catch (DefectiveKnowledge e) {
      errors.println("✖ " + knowledge + ": " + e.getMessage() + ".");
      return Optional.empty();
    }
  }

  /// The same file gives the same identifiers.
  private IssuedInterpretation issued(
      Path file, KnowledgeRelease release, Interpreted interpreted) {
    var id = UUID.nameUUIDFromBytes((release.name() + " " + name(file)).getBytes(UTF_8));
    return new IssuedInterpretation(
        id.toString(), null, name(file), "offline", Instant.now(), release.name(), interpreted);
  }

  private Optional<LocusCalls> read(Path file, Interpreter interpreter, PrintWriter errors) {
    var stated = Optional.ofNullable(assembly).flatMap(Assembly::named);
    try (var in = Files.newInputStream(file)) {
      return switch (CallSetReader.read(
          in, Optional.ofNullable(sample), stated, interpreter.loci())) {
        case CallSetReading.Read(var read) -> Optional.of(read);
        case CallSetReading.NotInterpreted(var code, var detail) -> {
          errors.println("✖ " + file + ": " + detail + " (" + code + ").");
          yield Optional.empty();
        }
      };
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        errors.println("✖ " + file + ": is a folder.");
        return Optional.empty();
      }
      errors.println("✖ " + file + ": cannot be read to its end (" + reason(e) + ").");
      return Optional.empty();
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : e.getClass().getSimpleName();
  }

  /// Null if drugs are asked for and no table.
  private @Nullable PrintWriter table(PrintWriter out) throws IOException {
    if (calls == null && asked.isAnything()) {
      return null;
    }
    if (calls == null || calls.toString().equals("-")) {
      return new PrintWriter(out) {
        @Override
        public void close() {
          flush();
        }
      };
    }
    return new PrintWriter(new BufferedWriter(Files.newBufferedWriter(calls, UTF_8)));
  }

  /// The file's name without what says its format.
  private static String name(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.replaceFirst("(\\.g)?\\.vcf(\\.b?gz)?$", "");
  }
}
