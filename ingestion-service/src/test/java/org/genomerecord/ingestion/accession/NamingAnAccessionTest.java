package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class NamingAnAccessionTest {

  /// The id is in the log and in the laboratory's URLs: it is a contract.
  @Example
  void theIdOfALabsNumberNeverChanges() {
    assertThat(Accessions.idOf("north-lab", "A-1"))
        .hasToString("c1638070ddb7ed5e0c8f23b891293960")
        .isEqualTo(Accessions.idOf("north-lab", "A-1"));
  }

  @Example
  void theSameNumberOfAnotherLabIsAnotherAccession() {
    assertThat(Accessions.idOf("north-lab", "A-1"))
        .isNotEqualTo(Accessions.idOf("south-lab", "A-1"));
  }

  @Example
  void whereTheLabEndsAndTheNumberBeginsIsTold() {
    assertThat(Accessions.idOf("a", "b|c")).isNotEqualTo(Accessions.idOf("a|b", "c"));
    assertThat(Accessions.idOf("lab", "1")).isNotEqualTo(Accessions.idOf("lab1", ""));
    assertThat(Accessions.idOf("1|a", "b")).isNotEqualTo(Accessions.idOf("1", "a|b"));
    assertThat(Accessions.idOf("3|a|b", "")).isNotEqualTo(Accessions.idOf("a", "b"));
  }

  /// Of few characters, so that many pairs read the same when put together.
  @Property(tries = 2000)
  void differentPairsHaveDifferentIds(
      @ForAll @Chars({'|', '1', 'a'}) @StringLength(max = 4) String lab,
      @ForAll @Chars({'|', '1', 'a'}) @StringLength(max = 4) String number,
      @ForAll @Chars({'|', '1', 'a'}) @StringLength(max = 4) String otherLab,
      @ForAll @Chars({'|', '1', 'a'}) @StringLength(max = 4) String otherNumber) {
    assertThat(Accessions.idOf(lab, number).equals(Accessions.idOf(otherLab, otherNumber)))
        .isEqualTo(lab.equals(otherLab) && number.equals(otherNumber));
  }

  @Property(tries = 500)
  void theNumberDoesNotShowInTheId(
      @ForAll @Chars({'g', 'h', 'z', '-'}) @StringLength(min = 1, max = 64) String number) {
    assertThat(Accessions.idOf("north-lab", number).value())
        .matches("[0-9a-f]{32}")
        .doesNotContain(number);
  }
}
