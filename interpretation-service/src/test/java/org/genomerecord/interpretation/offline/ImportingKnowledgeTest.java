package org.genomerecord.interpretation.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.genomerecord.interpretation.importing.PublishedGene;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportingKnowledgeTest {
  private static final String CALL_SET = "src/test/resources/concordance/pgx-000-reference.vcf.gz";

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final PublishedGene tpmt = PublishedGene.of("TPMT");
  @TempDir Path folder;

  private int run(Object command, Object... arguments) {
    var words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(words);
  }

  private Path published() throws IOException {
    var files = folder.resolve("published");
    Files.createDirectories(files);
    for (var file : tpmt.files().entrySet()) {
      Files.writeString(files.resolve(file.getKey()), file.getValue());
    }
    return files;
  }

  /// The reference allele of the sample is no longer called what it was.
  private void assignNoFunctionToTheReference() {
    for (var allele : tpmt.functions.path("namedAlleles")) {
      if (allele.path("name").asText().equals("*1")) {
        ((ObjectNode) allele).put("functionValue", "No function");
      }
    }
    tpmt.functions.putArray("diplotypes");
  }

  @Test
  void whatTheReleaseSaysAlreadyWritesNothing() throws IOException {
    assertThat(run(new KnowledgeCommand(), "import", published(), "--out", folder.resolve("out")))
        .isZero();

    assertThat(out.toString()).startsWith("No differences between");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aNewReleaseIsWrittenSaidAndInterpretsFilesInPlaceOfTheBuiltInOne() throws IOException {
    assignNoFunctionToTheReference();
    var into = folder.resolve("out");

    assertThat(
            run(
                new KnowledgeCommand(),
                "import",
                published(),
                "--out",
                into,
                "--date",
                "2027-01-15"))
        .isZero();

    var archive = ReleaseFiles.ofArchive(Files.readAllBytes(onlyArchive(into)));
    var name = archive.release().name();
    assertThat(name).startsWith("2027-01-15-");
    assertThat(out.toString())
        .contains(
            "function *1 changed: Normal function → No function",
            "Release " + name,
            "SHA-256 " + archive.release().digest());
    assertThat(ReleaseFolder.read(into.resolve(name))).isEqualTo(archive);
    assertThat(into.resolve(name).resolve("differences.md")).content().contains("*1 changed");

    assertThat(run(new InterpretCommand(), CALL_SET, "--knowledge", into.resolve(name))).isZero();
    assertThat(out.toString()).contains("TPMT\t*1/*1\t\tPoor Metabolizer");

    assertThat(run(new KnowledgeCommand(), "import", published(), "--over", into.resolve(name)))
        .isZero();
    assertThat(out.toString()).contains("No differences between " + name);
  }

  private static Path onlyArchive(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".release.gz"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aDefectIsSaidAndNothingIsWritten() throws IOException {
    ((ObjectNode) tpmt.definitions.path("variants").path(0)).put("position", 170_805_980);
    var into = folder.resolve("out");

    assertThat(run(new KnowledgeCommand(), "import", published(), "--out", into)).isEqualTo(1);

    assertThat(errors.toString())
        .contains("✖ TPMT_translation.json, position chr6:170805980: is beyond the contig")
        .contains("Refused: nothing was written.");
    assertThat(into).doesNotExist();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaid() throws IOException {
    assignNoFunctionToTheReference();
    var file = Files.createFile(folder.resolve("out"));

    assertThat(run(new KnowledgeCommand(), "import", published(), "--out", file)).isEqualTo(1);

    assertThat(errors.toString()).startsWith("✖ " + file).contains("cannot be read or written.");
  }

  @Test
  void aWrongCommandIsSaid() throws IOException {
    assertThat(run(new KnowledgeCommand(), "import")).isEqualTo(2);
    assertThat(run(new KnowledgeCommand(), "import", folder.resolve("none"))).isEqualTo(2);
    assertThat(errors.toString()).contains("there is no such file");
    assertThat(run(new InterpretCommand(), CALL_SET, "--knowledge", folder.resolve("none")))
        .isEqualTo(2);
    assertThat(run(new InterpretCommand(), CALL_SET, "--knowledge", folder)).isEqualTo(1);
    assertThat(errors.toString()).contains("panel/release.txt: is missing");
  }
}
