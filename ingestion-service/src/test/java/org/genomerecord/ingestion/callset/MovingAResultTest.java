package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovingAResultTest {
  private static final String LAB = "north-lab";
  private static final String NUMBER = "N-2026-0001";
  private static final Pseudonym WRONG = new Pseudonym("PATIENT0000000000000000001");

  @ParameterizedTest
  @ValueSource(strings = {"application/hl7-v2", "application/hl7-v2+er7", "application/fhir+json"})
  void aFileThatNamesItsPatientIsNotMoved(String mediaType) {
    assertThatThrownBy(() -> Move.movable(mediaType))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.UNSUPPORTED);
              assertThat(refusal.code()).isEqualTo("file-names-patient");
            });
  }

  @Test
  void oneThatDoesNotIs() {
    assertThat(Move.movable(null)).isEmpty();
    assertThat(Move.movable("text/tab-separated-values")).contains(FileFormat.CALL_TABLE);
    assertThat(Move.movable("text/vnd.genome-record.expression-panel"))
        .contains(FileFormat.EXPRESSION_PANEL);
  }

  @Test
  void aRetryFindsWhatWasMoved() {
    var from = Accessions.idOf(LAB, NUMBER);
    var key = SubjectKey.generate(WRONG, 1);
    var again = SubjectKey.parse(WRONG, 1, key.serialize());

    assertThat(Move.number(from, again)).isEqualTo(Move.number(from, key));
    assertThat(Move.number(Accessions.idOf(LAB, "N-2026-0002"), key))
        .isNotEqualTo(Move.number(from, key));
  }

  @Test
  void withoutTheWrongPatientsKeyNobodyTellsWhatWasMovedWhere() {
    var from = Accessions.idOf(LAB, NUMBER);
    var number = Move.number(from, SubjectKey.generate(WRONG, 1));

    assertThat(number).doesNotContain(NUMBER, from.value()).hasSizeLessThanOrEqualTo(64);
    assertThat(number).isNotEqualTo(Move.number(from, SubjectKey.generate(WRONG, 1)));
  }
}
