package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnOutcomeFindsItsRowTest {
  @Test
  void theRowThatIsThereIsTaken() {
    var row = new AccessionRow();

    assertThat(AccessionProjection.required(row)).isSameAs(row);
  }

  private static AccessionRow row(String state, @Nullable String code) {
    var row = new AccessionRow();
    row.state = state;
    row.code = code;
    return row;
  }

  /// Else a file that came to wait at the same time would hide what was permitted.
  @Test
  void aFileThatWaitsTakesTheRowOnlyOfOneThatDid() {
    assertThat(row("quarantined", null).hasOnlyWaited()).isTrue();
    assertThat(row("refused", AccessionRow.EXPIRED).hasOnlyWaited()).isTrue();
    assertThat(row("refused", AccessionRow.DISCARDED).hasOnlyWaited()).isTrue();
    assertThat(row("refused", "vcf-columns").hasOnlyWaited()).isFalse();
    assertThat(row("received", null).hasOnlyWaited()).isFalse();
    assertThat(row("accepted", null).hasOnlyWaited()).isFalse();
  }

  @Test
  void withoutOneTheReadModelStops() {
    assertThatThrownBy(() -> AccessionProjection.required(null))
        .isInstanceOf(IllegalStateException.class);
  }
}
