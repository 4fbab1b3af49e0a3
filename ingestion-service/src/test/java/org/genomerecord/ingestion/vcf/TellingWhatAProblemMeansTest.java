package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.genomerecord.ingestion.outside.FileFormat;
import org.junit.jupiter.api.Test;

class TellingWhatAProblemMeansTest {
  private static final Path DOCUMENT = Path.of("../docs/validation.md");
  private static final String TABLE = "| code | meaning | remedy |\n| --- | --- | --- |\n";

  @Test
  void theDocumentListsEveryCodeWithMeaningAndRemedy() throws IOException {
    var rows =
        Arrays.stream(ProblemCode.values())
            .map(code ->
                "| `%s` | %s | %s |\n"
                    .formatted(code.code(), cell(code.meaning()), cell(code.remedy())))
            .collect(Collectors.joining());

    assertThat(Files.readString(DOCUMENT)).endsWith(TABLE + rows);
  }

  @Test
  void everyCodeIsUsedAndHasWholeSentences() throws IOException {
    var sources = new StringBuilder();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("ProblemCode.java")) {
          sources.append(Files.readString(file));
        }
      }
    }

    assertThat(ProblemCode.values())
        .allSatisfy(code -> {
          assertThat(sources).contains("ProblemCode." + code.name());
          assertThat(code.meaning()).endsWith(".");
          assertThat(code.remedy()).endsWith(".");
          assertThat(code.code()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        });
  }

  /// Whoever names no media type is told of none of the formats but VCF.
  @Test
  void whatIsNoVcfIsToldTheMediaTypesOfAllElse() {
    assertThat(FileFormat.values())
        .allSatisfy(format ->
            assertThat(ProblemCode.NOT_VCF.remedy())
                .contains("Content-Type")
                .contains(format.mediaType()));
  }

  @Test
  void whatASubmissionHasToStateIsToldAsItsHeaderAndAsTheOptionOfTheCommand() {
    assertThat(ProblemCode.SAMPLE_NOT_NAMED.remedy()).contains("header Sample", "--sample");
    assertThat(ProblemCode.ASSEMBLY_UNKNOWN.remedy()).contains("header Assembly", "--assembly");
  }

  private static String cell(String sentence) {
    return sentence.replace("|", "\\|").replace("<", "\\<");
  }
}
