package org.genomerecord.ingestion.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.genomerecord.ingestion.expression.ExpressionTable;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.fhir.FhirReports;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.ingestion.outside.CallTable;
import org.genomerecord.ingestion.report.ReportJson;
import org.genomerecord.ingestion.report.ReportText;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.ingestion.vcf.PromisedGenes;
import org.genomerecord.ingestion.vcf.Sex;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfValidation;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.permit.PatientIdentifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Validates a file as the service would, without servers.
///
/// Exit code 0 if it would be accepted, 1 if it would be refused, 2 if the command is wrong or the
/// file cannot be read.
@Command(
    name = "validate",
    description = {
      "Says whether a call set (VCF or gVCF, plain, gzip or bgzip), a table of",
      "outside calls (gene, diplotype, phenotype, activity score, copy number),",
      "an expression panel (gene, value, unit; the 21-gene assay),",
      "a genetic report in FHIR R4 (JSON) or a result in HL7 v2.5.1 (ORU^R01) would be accepted,",
      "and if not, what is wrong in which line or segment.",
      "Nothing leaves this machine."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:accepted", "1:refused", "2:the command is wrong, or no such file"},
    exitCodeOnExecutionException = 2,
    mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {
  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int USAGE = 2;
  private static final int TABLE_BYTES_MAX = 1 << 20;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "FILE", description = "the file as it would be sent")
  private @Nullable Path file;

  @Option(
      names = "--sample",
      paramLabel = "NAME",
      description = "the patient's sample, where the file holds several")
  private @Nullable String sample;

  @Option(
      names = "--assembly",
      paramLabel = "NAME",
      description = "where the header does not tell it: GRCh37 or GRCh38")
  private @Nullable String assembly;

  @Option(
      names = "--sex",
      paramLabel = "SEX",
      description = "female or male, to be held against the X chromosome")
  private @Nullable String sex;

  @Option(
      names = "--genes",
      paramLabel = "GENE",
      split = ",",
      description = "genes that the test promises, by HGNC symbol: are they covered?")
  private List<String> genes = List.of();

  @Option(
      names = "--patient",
      paramLabel = "SYSTEM|VALUE",
      description = "the patient that a FHIR report or HL7 v2 message has to be about")
  private @Nullable String patient;

  @Option(
      names = "--json",
      paramLabel = "OUT.json",
      description = "write outcome and problems as JSON; - for standard output")
  private @Nullable Path json;

  @Option(
      names = "--fhir",
      paramLabel = "OUT.json",
      description = "write them as a FHIR R4 OperationOutcome; - for standard output")
  private @Nullable Path fhir;

  /// For the script only.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ValidateCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    var commandLine = Objects.requireNonNull(spec).commandLine();
    var path = Objects.requireNonNull(file);
    var stated = Optional.ofNullable(assembly).flatMap(Assembly::named);
    if (assembly != null && stated.isEmpty()) {
      commandLine.getErr().println("✖ --assembly takes GRCh37 or GRCh38.");
      return USAGE;
    }
    var statedSex = Optional.ofNullable(sex).flatMap(Sex::named);
    if (sex != null && statedSex.isEmpty()) {
      commandLine.getErr().println("✖ --sex takes female or male.");
      return USAGE;
    }
    if (!PromisedGenes.known().containsAll(genes)) {
      commandLine
          .getErr()
          .println(
              "✖ --genes takes " + String.join(", ", new TreeSet<>(PromisedGenes.known())) + ".");
      return USAGE;
    }
    Predicate<PatientIdentifier> isPatient;
    try {
      isPatient = patient == null ? _ -> true : PatientIdentifier.parse(patient)::equals;
    } catch (IllegalArgumentException _) {
      commandLine.getErr().println("✖ --patient takes SYSTEM|VALUE.");
      return USAGE;
    }
    Verdict outcome;
    try (var bytes = new BufferedInputStream(Files.newInputStream(path))) {
      outcome =
          read(
              bytes,
              path.toString(),
              new VcfExpectations(sample, stated.orElse(null), statedSex.orElse(null), genes),
              isPatient);
    } catch (IOException e) {
      var reason = Files.isDirectory(path) ? "it is a folder; name a file" : reason(e);
      commandLine.getErr().println("✖ " + path + ": " + reason + ".");
      return USAGE;
    }
    try {
      write(json, () -> ReportJson.plain(outcome), commandLine.getOut());
      write(fhir, () -> ReportJson.operationOutcome(outcome), commandLine.getOut());
    } catch (IOException e) {
      commandLine.getErr().println("✖ The report cannot be written (" + reason(e) + ").");
      return USAGE;
    }
    var people =
        isStandardOutput(json) || isStandardOutput(fhir)
            ? commandLine.getErr()
            : commandLine.getOut();
    ReportText.lines(path.toString(), outcome).forEach(people::println);
    people.flush();
    return outcome.isRefused() ? REFUSED : ACCEPTED;
  }

  private static Verdict read(
      BufferedInputStream bytes,
      String name,
      VcfExpectations expectations,
      Predicate<PatientIdentifier> isPatient)
      throws IOException {
    bytes.mark(Recognition.BYTES);
    var format = Recognition.of(bytes.readNBytes(Recognition.BYTES), name);
    bytes.reset();
    if (format.isEmpty()) {
      return VcfValidation.validate(bytes, expectations, VcfBounds.standard());
    }
    return switch (format.get()) {
      case CALL_TABLE -> CallTable.validate(bytes, TABLE_BYTES_MAX);
      case EXPRESSION_PANEL -> ExpressionTable.validate(bytes, TABLE_BYTES_MAX);
      case HL7V2 ->
          Hl7Messages.validate(
              bytes,
              isPatient,
              Hl7Bounds.standard(),
              AssigningAuthorities.whicheverTheServiceKnows());
      case FHIR -> FhirReports.validate(bytes, isPatient, FhirBounds.standard());
    };
  }

  private static void write(@Nullable Path to, Supplier<ObjectNode> written, PrintWriter out)
      throws IOException {
    if (to == null) {
      return;
    }
    var text = written.get().toPrettyString();
    if (isStandardOutput(to)) {
      out.println(text);
      out.flush();
    } else {
      Files.writeString(to, text + "\n");
    }
  }

  private static boolean isStandardOutput(@Nullable Path to) {
    return to != null && to.toString().equals("-");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "it may not be read";
      default -> "it cannot be read to its end (" + e.getClass().getSimpleName() + ")";
    };
  }
}
