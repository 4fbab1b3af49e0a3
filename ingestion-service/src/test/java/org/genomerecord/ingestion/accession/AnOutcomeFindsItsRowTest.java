package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnOutcomeFindsItsRowTest {
  @Test
  void theRowThatIsThereIsTaken() {
    var row = new AccessionRow();

    assertThat(AccessionProjection.required(row)).isSameAs(row);
  }

  @Test
  void withoutOneTheReadModelStops() {
    assertThatThrownBy(() -> AccessionProjection.required(null))
        .isInstanceOf(IllegalStateException.class);
  }
}
