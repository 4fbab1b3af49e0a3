package org.genomerecord.ingestion.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.TEXT;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.read;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.with;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.genomerecord.ingestion.outside.OutsideCall;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.record.permit.PatientIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAMessageTest {

  private static List<VcfProblem> problems(String text) {
    return read(text).outcome().report().problems();
  }

  @Test
  void genotypesWithTheirGenesAreCallsAndVariantsAreKept() {
    var message = read(TEXT);

    assertThat(message.outcome().calls())
        .containsExactly(
            new OutsideCall("CYP2D6", "*4/*4", "Poor Metabolizer", null, "2"),
            new OutsideCall("HLA-B", "*57:01/*07:02", "", null, null));
    assertThat(message.outcome().report().problems())
        .extracting(VcfProblem::line, VcfProblem::column, VcfProblem::code)
        .containsExactly(tuple(11L, "OBX-5", "variant-not-read"));
    assertThat(message.accession()).isEqualTo("N-2026-0011");
    assertThat(message.testCodes()).containsExactly("R21.1");
    assertThat(message.patients()).containsExactly(SampleMessage.PATIENT);
  }

  @ParameterizedTest
  @CsvSource({
    "CYP2D6*4/*4, CYP2D6*4^*10, OBX-5",
    "CYP2D6*4/*4, CYP2D6*4/*4&*10, OBX",
    "MRN-7^^^, MRN-7&8^^^, PID-3",
    "N-2026-0011^NORTHLAB|R21.1, N-2026-0011&2^NORTHLAB|R21.1, OBR",
  })
  void whatTheLibraryWouldCutOffIsRefused(String from, String to, String field) {
    assertThat(problems(with(from, to)))
        .extracting(VcfProblem::column, VcfProblem::code)
        .contains(tuple(field, "segment-malformed"));
  }

  @Test
  void theTestsOfAllOrdersAreTold() {
    var order = TEXT.lines().filter(line -> line.startsWith("OBR")).findFirst().orElseThrow();

    var message = read(TEXT + order.replace("OBR|1", "OBR|2").replace("R21.1", "R99.9") + "\r");

    assertThat(message.testCodes()).containsExactly("R21.1", "R99.9");
    assertThat(read(TEXT + "OBR|2\r").testCodes()).as("one without").containsExactly("R21.1", "");
  }

  @Test
  void ordersUnderDifferentNumbersAreNoOneResult() {
    var order = TEXT.lines().filter(line -> line.startsWith("OBR")).findFirst().orElseThrow();

    var message = read(TEXT + order.replace("OBR|1", "OBR|2").replace("-0011^N", "-0012^N") + "\r");

    assertThat(message.accession()).isNull();
    assertThat(message.outcome().report().problems())
        .extracting(VcfProblem::line, VcfProblem::column, VcfProblem::code)
        .contains(tuple(16L, "OBR-3", "orders-differ"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"N 0011", "N-2026-0011&2"})
  void aNumberThatIsNoneIsNotReplacedByAnother(String filler) {
    var message =
        read(with("OBR|1|ORD-0011^CLINIC|N-2026-0011", "OBR|1|ORD-0011^CLINIC|" + filler));

    assertThat(message.accession()).isNull();
    assertThat(message.outcome().isRefused()).isTrue();
  }

  @Test
  void nobodyIsAskedForByAPartOfANumber() {
    assertThat(read(with("MRN-7^^^", "MRN-7&8^^^")).patients()).isEmpty();
  }

  @Test
  void itIsACorrectionIfAResultInItIsMarkedAsCorrected() {
    assertThat(read(TEXT).isCorrection()).isFalse();
    assertThat(read(with("*4/*4||||||F", "*4/*4||||||C")).isCorrection()).isTrue();
    assertThat(read(with("|F\rOBX|1|", "|C\rOBX|1|")).isCorrection()).isTrue();
  }

  @Test
  void groupsAreFoundHoweverDeepTheyAre() {
    var deep =
        with("|1a.a|", "|1a.x.y.z|")
            .replace("|1a|CYP2D6", "|1a.x.y|CYP2D6")
            .replace("|1a|2|", "|1a.x.y|2|");

    assertThat(read(deep).outcome()).isEqualTo(read(TEXT).outcome());
    assertThat(read(deep.replace("|1a.x.y|2|", "|1a.x.yy|2|")).outcome().calls().getFirst())
        .isEqualTo(new OutsideCall("CYP2D6", "*4/*4", "Poor Metabolizer", null, null));
    assertThat(problems(with("|1a.a|", "|1a" + ".a".repeat(40) + "|")))
        .extracting(VcfProblem::column, VcfProblem::code)
        .contains(tuple("OBX-4", "segment-malformed"));
  }

  @Test
  void theHeaderMayHoldAnyLetters() {
    var message = read(with("|LIMS|", "|LÀB|"));

    assertThat(message.header()).isNotNull();
    assertThat(message.outcome().isRefused()).isFalse();
  }

  @Test
  void genotypesByTheThousandAreRefusedBeforeTheyAreJoined() {
    var text = new StringBuilder(TEXT);
    for (int i = 0; i < 2_000; i++) {
      text.append("OBX|9|ST|84413-4^Genotype^LN|g").append(i).append("|*1/*1||||||F\r");
    }

    var message =
        Hl7Messages.read(
            text.toString().getBytes(StandardCharsets.UTF_8),
            false,
            SampleMessage.PATIENT::equals,
            new Hl7Bounds(1_000_000, 5_000, 500, 300),
            SampleMessage.AUTHORITIES);

    assertThat(message.outcome().report().problems())
        .extracting(VcfProblem::code)
        .contains("calls-too-many");
  }

  @Test
  void itSaysTheSameWithOtherDelimiters() {
    var other =
        TEXT.replace('|', '!')
            .replace('^', '%')
            .replace('~', '?')
            .replace('&', '+')
            .replace('\\', '$');

    assertThat(read(other).outcome()).isEqualTo(read(TEXT).outcome());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "|ORU^R01^ORU_R01|; |ADT^A01^ADT_A01|; 1; MSH-9; hl7-type",
        "|ORU^R01^ORU_R01|; |ORU^R30^ORU_R30|; 1; MSH-9; hl7-type",
        "|2.5.1|; |2.3|; 1; MSH-12; hl7-version",
        "|P|2.5.1; |T|2.5.1; 1; MSH-11; hl7-processing-id",
        "UNICODE UTF-8; UNICODE UTF-16; 1; MSH-18; hl7-charset",
        "NORTH-0011|P; |P; 1; MSH-10; field-missing",
        "&2.999.1.1&ISO; &2.999.1.1&DNS; 2; PID-3; subject-missing",
        "MRN-7; MRN-8; 2; PID-3; subject-mismatch",
        "N-2026-0011^NORTHLAB|R21; ^NORTHLAB|R21; -; -; -",
        "-0011; ` 0011`; 4; OBR-3; field-missing",
        "|F\\rOBX|1|; |P\\rOBX|1|; 4; OBR-25; not-final",
        "*4/*4||||||F; *4/*4||||||P; 6; OBX-11; not-final",
        "HGNC:2625^CYP2D6; HGNC:2621^CYP2D6; 6; OBX-5; gene-contradiction",
        "HGNC:2625^CYP2D6^HGNC; ``; 6; OBX-5; gene-missing",
        "CYP2D6*4/*4; 4/4; 6; OBX-5; diplotype-malformed",
        "CYP2D6*4/*4; *4/*4~*1/*4; 6; OBX-5; value-too-long",
        "Poor metabolizer; Slow; 6; OBX-5; phenotype-not-known",
        "|1a|2|; |1a|9 9|; 6; OBX-5; copy-number-malformed",
        "|1a|2|; |1a|3|; 6; OBX-5; copy-number-contradiction",
        "HGNC:4932^HLA-B; HGNC:2625^CYP2D6; 10; OBX-5; gene-repeated",
        "^LN|1b|; ^LN|1a|; 6; OBX-5; sub-id-ambiguous",
        "OBX|2|ST|; OBX|2||; 6; OBX; segment-malformed",
        "OBX|2|ST|; OBX|2|ZZ|; 6; OBX-2; segment-malformed",
        "|84413-4^Genotype display name^LN|1a; ||1a; 6; OBX-3; field-missing",
        "PDF^Base64; JPEG^Base64; 14; OBX-5; attachment-type",
        "Base64^JVBERi; Base64^AAAAAA; 14; OBX-5; attachment-type",
        "OBX|10|ED; OBX|10|RP; 14; OBX-5; attachment-elsewhere",
        "SPM|; spm|; 15; -; segment-malformed",
        "SPM|; PID|; 15; PID; segment-order",
        "SPM|; MSH|; 15; MSH; segment-order",
      })
  void whatIsWrongIsNamedBySegmentAndField(
      String from, String to, String line, String column, String code) {
    var outcome = read(with(from.replace("\\r", "\r"), to.replace("\\r", "\r"))).outcome();
    var found = outcome.report().problems();

    if (code.equals("-")) {
      assertThat(found).noneMatch(problem -> problem.severity() == VcfProblem.Severity.ERROR);
      return;
    }
    assertThat(found)
        .filteredOn(problem -> problem.severity() == VcfProblem.Severity.ERROR)
        .extracting(
            problem -> String.valueOf(problem.line()),
            problem -> problem.column() == null ? "-" : problem.column(),
            VcfProblem::code)
        .contains(tuple(line, column, code));
    assertThat(outcome.calls()).isEmpty();
  }

  @Test
  void aMessageThatIsNobodysHereIsNotReadFurther() {
    var message = read(with("|2.5.1|", "|2.3|").replace("OBX|2|ST|", "OBX|2||"));

    assertThat(message.isRejected()).isTrue();
    assertThat(message.outcome().report().problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ORU_R01 xmlns=\"urn:hl7-org:v2xml\"/>",
        "FHS|^~\\&|LIMS\rBHS|^~\\&|LIMS\r",
        "MSH",
        "MSH|",
        "MSH|^~\\|LIMS",
        "MSH|^^\\&|LIMS|",
        "MSH|^~\\A|LIMS|",
        "MSHA^~\\&ALIMS",
        "\uFEFFMSH|^~\\&|LIMS|",
        "{}"
      })
  void withoutAHeaderNothingCanBeAcknowledged(String text) {
    var message = read(text);

    assertThat(message.header()).isNull();
    assertThat(message.outcome().report().problems())
        .extracting(VcfProblem::code)
        .containsExactly("hl7-header-malformed");
  }

  @Test
  void aDocumentAloneIsKept() {
    var obx = TEXT.indexOf("OBX|1|");
    var document = TEXT.indexOf("OBX|10|");
    var message = read(TEXT.substring(0, obx) + TEXT.substring(document));

    assertThat(message.outcome().isRefused()).isFalse();
    assertThat(message.outcome().calls()).isEmpty();
    assertThat(message.outcome().report().problems())
        .extracting(VcfProblem::code)
        .containsExactly("nothing-called");
  }

  @Test
  void theDocumentMayBeBrokenIntoLinesAndIsBounded() {
    var broken = with("Base64^JVBERi", "Base64^JVBE\\.br\\Ri").replace("\\.br\\", "\\X0D0A\\");
    var long_ = with("Base64^JVBERi", "Base64^JVBERi" + "AAAA".repeat(100));

    assertThat(read(broken).outcome().isRefused()).isFalse();
    assertThat(problems(long_)).extracting(VcfProblem::code).contains("attachment-too-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void otherLineEndsAndFramingPassWithAWarning(String end) {
    assertThat(problems(TEXT.replace("\r", end)))
        .extracting(VcfProblem::code)
        .containsExactly("hl7-framing", "variant-not-read");
    assertThat(problems("\u000B" + TEXT + "\u001C\r"))
        .extracting(VcfProblem::code)
        .containsExactly("hl7-framing", "variant-not-read");
  }

  @Test
  void theMessageSaysItsCharacterSet() {
    var latin = with("UNICODE UTF-8", "8859/1").replace("QUINN", "QUÍNN");

    assertThat(read(latin, StandardCharsets.ISO_8859_1).outcome().isRefused()).isFalse();
    var wrong = read(TEXT.replace("QUINN", "QUÍNN"), StandardCharsets.ISO_8859_1);
    assertThat(wrong.header()).isNotNull();
    assertThat(wrong.outcome().report().problems())
        .extracting(VcfProblem::code)
        .containsExactly("not-utf8");
  }

  @Test
  void everythingHasABound() {
    assertThat(problems(TEXT + "NTE|1\r".repeat(40)))
        .extracting(VcfProblem::code)
        .contains("entries-too-many");
    assertThat(problems(TEXT + "NTE|1||" + "x".repeat(500)))
        .extracting(VcfProblem::code)
        .contains("line-too-long");
    assertThat(problems("x".repeat(20_001)))
        .extracting(VcfProblem::code)
        .containsExactly("text-too-long");
    var wide = new Hl7Bounds(1 << 20, 40, 1 << 20, 300);
    for (var delimiter : List.of("|", "^", "~", "&", "\\")) {
      var text = TEXT + "OBX|11|ST|1^a|9|" + delimiter.repeat(500_000);
      var read =
          Hl7Messages.read(
              text.getBytes(StandardCharsets.UTF_8),
              false,
              _ -> true,
              wide,
              SampleMessage.AUTHORITIES);
      assertThat(read.outcome().report().problems())
          .extracting(VcfProblem::code)
          .contains("line-too-long");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MRN-7^^^&2.999.1.1&ISO, urn:oid:2.999.1.1",
    "MRN-7^^^NORTH, urn:oid:2.999.2",
    "MRN-7^^^NORTH&2.999.1.1&ISO, urn:oid:2.999.1.1",
    "MRN-7^^^urn:oid:2.999.3, urn:oid:2.999.3",
    "MRN-7^^^&https://north.example/mrn&URI, https://north.example/mrn",
    "MRN-7^^^&C2B30C1A-0000-4000-8000-000000000001&UUID, urn:uuid:c2b30c1a-0000-4000-8000-000000000001",
    "1^^^SOUTH~MRN-7^^^NORTH, urn:oid:2.999.2",
  })
  void whoAssignedAnIdentifierTellsItsSystem(String identifiers, String system) {
    assertThat(read(with("MRN-7^^^&2.999.1.1&ISO", identifiers)).patients())
        .containsExactly(new PatientIdentifier(system, "MRN-7"));
  }

  @Test
  void aGeneThatCouldNotBeCalledIsLeftOut() {
    var message =
        read(
            TEXT.replace("CYP2D6*4/*4||||||F", "||||||X")
                .replace("LA9657-3^Poor metabolizer^LN||||||F", "||||||X"));

    assertThat(message.outcome().calls()).extracting(OutsideCall::gene).containsExactly("HLA-B");
  }

  @Test
  void trainingMessagesAreTakenOnTrialOnly() {
    var training = with("|P|2.5.1", "|T|2.5.1").getBytes(StandardCharsets.UTF_8);

    var tried =
        Hl7Messages.read(
            training, true, _ -> true, SampleMessage.BOUNDS, SampleMessage.AUTHORITIES);

    assertThat(tried.outcome().isRefused()).isFalse();
  }

  /// Seeded, so that a failure can be had again.
  @Test
  void whateverIsChangedInItIsAnsweredAndNeverThrown() {
    var random = new Random(7);
    var sample = TEXT.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      var bytes = sample.clone();
      for (int j = random.nextInt(1, 6); j > 0; j--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) "|^~\\&\r\n".charAt(random.nextInt(7))
                : (byte) random.nextInt(256);
      }
      var read =
          Hl7Messages.read(
              bytes, false, _ -> true, SampleMessage.BOUNDS, SampleMessage.AUTHORITIES);
      assertThat(read.outcome().report()).isNotNull();
      if (read.header() != null) {
        var answer = SampleMessage.acknowledgement(read);
        assertThat(read.outcome().isRefused() ? answer.refused() : answer.accepted())
            .startsWith("MSH|^~\\&|")
            .doesNotContain("SYNTHETIC");
      }
    }
  }
}
