package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.interpretation.guidance.Action;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.guidance.Recommendation.Basis;
import org.genomerecord.interpretation.guidance.Source;
import org.genomerecord.interpretation.guidance.Strength;
import org.genomerecord.interpretation.interpret.Certainty;
import org.genomerecord.interpretation.interpret.Diplotype;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.interpret.Position;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealingFindingsTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey KEY = SubjectKey.generate(PATIENT, 1);
  private static final UUID EVENT = new UUID(0, 1);
  private static final UUID ANOTHER_EVENT = new UUID(0, 2);

  private static final Finding FINDING =
      new Finding(
          "panel",
          "GENE",
          "HGNC:1",
          "pharmacogenomic",
          "2026-01",
          Certainty.AMBIGUOUS,
          List.of(
              new Diplotype("*1", "*2", "Intermediate Metabolizer", null),
              new Diplotype("*1", "*4", "Intermediate Metabolizer", "1.5")),
          List.of(new Position("chr1", 100, "rs1")),
          List.of(new Position("chr1", 200, "")),
          List.of("*3"),
          List.of("Poor Metabolizer"),
          List.of("A caveat."));

  private static final Interpreted INTERPRETED =
      new Interpreted(
          List.of(FINDING, FINDING), List.of(recommendation("Adults.")), Interpreted.NO_REFERENCE);

  private static Recommendation recommendation(@Nullable String population) {
    return new Recommendation(
        "drug",
        "1234",
        "a context",
        List.of(new Basis("GENE", "Intermediate Metabolizer")),
        Action.ALTERNATIVE,
        "Use another drug.",
        Strength.STRONG,
        List.of("OTHER"),
        new Source("guideline", "2026", "1", "10.0/1"),
        population);
  }

  @Test
  void whatIsOpenedIsWhatWasSealed() {
    assertThat(SealedFindings.open(SealedFindings.seal(EVENT, INTERPRETED, KEY), KEY))
        .isEqualTo(INTERPRETED);
  }

  @Test
  void noFindingsAreSealedToo() {
    var none = new Interpreted(List.of(), List.of(), null);

    assertThat(SealedFindings.open(SealedFindings.seal(EVENT, none, KEY), KEY)).isEqualTo(none);
  }

  /// Before recommendations could follow from several genes.
  @Test
  void whatWasSealedEarlierOpensToo() {
    var earlier =
        """
        {"findings":[{"panel":"panel","gene":"GENE","hgncId":"HGNC:1","dataClass":"pharmacogenomic",
        "knowledgeRelease":"2026-01","certainty":"AMBIGUOUS","diplotypes":[
        {"first":"*1","second":"*2","phenotype":"Intermediate Metabolizer"},
        {"first":"*1","second":"*4","phenotype":"Intermediate Metabolizer","activityScore":"1.5"}],
        "positionsMissing":[{"chromosome":"chr1","position":100,"rsId":"rs1"}],
        "positionsUndocumented":[{"chromosome":"chr1","position":200,"rsId":""}],
        "allelesNotExcluded":["*3"],"phenotypesNotExcluded":["Poor Metabolizer"],
        "caveats":["A caveat."],"recommendations":[{"drug":"drug","rxNorm":"1234",
        "context":"a context","phenotype":"Intermediate Metabolizer","action":"ALTERNATIVE",
        "wording":"Use another drug.","strength":"STRONG","notAssessed":["OTHER"],
        "source":{"guideline":"guideline","edition":"2026","pmid":"1","doi":"10.0/1"}}]}]}
        """;
    var sealed =
        KEY.seal(
            EVENT,
            EventTypes.schemaOf(InterpretationIssued.class),
            earlier.getBytes(StandardCharsets.UTF_8));

    assertThat(SealedFindings.open(sealed, KEY))
        .isEqualTo(new Interpreted(List.of(FINDING), List.of(recommendation(null)), null));
  }

  /// Before it was noted what they were compared with, and whom a guideline is for.
  @Test
  void whatWasSealedWithoutAWordOnAReferenceOrAPopulationSaysNone() {
    var now = new ByteArrayOutputStream();
    var json =
        EventJson.write(INTERPRETED)
            .replace(",\"reference\":\"none\"", "")
            .replace(",\"population\":\"Adults.\"", "");
    assertThat(json).doesNotContain("reference", "population");
    try (var gzip = new GZIPOutputStream(now)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    var sealed =
        KEY.seal(EVENT, EventTypes.schemaOf(InterpretationIssued.class), now.toByteArray());

    assertThat(SealedFindings.open(sealed, KEY))
        .isEqualTo(new Interpreted(INTERPRETED.findings(), List.of(recommendation(null)), null));
  }

  @Test
  void theyAreBoundToTheirEvent() {
    var sealed = SealedFindings.seal(EVENT, INTERPRETED, KEY);
    var moved = new Sealed(ANOTHER_EVENT, sealed.generation(), sealed.ciphertext());

    assertThat(sealed.event()).isEqualTo(EVENT);
    assertThatThrownBy(() -> SealedFindings.open(moved, KEY)).isInstanceOf(Unsealable.class);
  }

  @Test
  void theyDoNotOpenAsThoughTheyWereSomethingElsesSealedPart() {
    var context =
        KEY.seal(
            EVENT,
            "ingestion.CallSetAccepted#1",
            "{\"findings\":[]}".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> SealedFindings.open(context, KEY)).isInstanceOf(Unsealable.class);
  }

  @Test
  void theKeyOfAnotherPatientDoesNotOpenThem() {
    var sealed = SealedFindings.seal(EVENT, INTERPRETED, KEY);
    var another = SubjectKey.generate(new Pseudonym("ANOTHER0000000000000000001"), 1);

    assertThatThrownBy(() -> SealedFindings.open(sealed, another)).isInstanceOf(Unsealable.class);
  }

  @Test
  void alteredTheyDoNotOpen() {
    var sealed = SealedFindings.seal(EVENT, INTERPRETED, KEY);
    var bytes = sealed.bytes();
    bytes[bytes.length - 1] ^= 1;
    var altered = Sealed.of(EVENT, sealed.generation(), bytes);

    assertThatThrownBy(() -> SealedFindings.open(altered, KEY)).isInstanceOf(Unsealable.class);
  }

  @Test
  void sealedTheySayNothing() {
    var sealed = SealedFindings.seal(EVENT, INTERPRETED, KEY);

    assertThat(EventJson.write(sealed)).doesNotContain("GENE", "Metabolizer", "drug");
    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain("GENE", "Metabolizer", "drug");
  }
}
