package org.genomerecord.interpretation.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.page.PageStyle;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingReportsAsAPageTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final Decision.Permit PERMIT =
      new Decision.Permit(
          new DecisionId(UUID.randomUUID().toString()),
          1,
          PATIENT,
          List.of(DataClass.PHARMACOGENOMIC),
          List.of(),
          SubjectKey.generate(PATIENT, 1));

  @ParameterizedTest
  @CsvSource({
    ", false",
    "*/*, false",
    "application/fhir+json, false",
    "text/html, true",
    "'text/html,application/xhtml+xml,*/*;q=0.8', true",
    "'text/html;q=0.5, application/fhir+json', false",
  })
  void aPageIsForWhoDoesNotTakeResources(String accept, boolean isPage) {
    assertThat(ReportPages.areAskedFor(accept)).isEqualTo(isPage);
  }

  @Test
  void thePatientReadsPlainWordsAndEverybodyElseASummary() {
    assertThat(ReportPages.page(List.of(declined()), PERMIT, 1, Roles.PATIENT))
        .contains("We could not read the test with the number a-1.");
    assertThat(ReportPages.page(List.of(declined()), PERMIT, 1, Roles.CLINICIAN))
        .contains("Accession a-1: call-set-unreadable.");
  }

  /// A guardian reads it, too: neither is told which rule it was.
  @Test
  void whatIsNotPermittedIsNotSaidToBeUnreadable() {
    var declined = declined();
    declined.reason = "not-permitted";

    assertThat(ReportPages.page(List.of(declined), PERMIT, 1, Roles.PATIENT))
        .contains("We did not look at the test with the number a-1,")
        .doesNotContain("could not read");
  }

  /// What the gateway lets a browser take from the page has to be what stands in it.
  @Test
  void theStyleOfThePageIsNamedByItsDigest() throws NoSuchAlgorithmException {
    for (var role : List.of(Roles.PATIENT, Roles.CLINICIAN)) {
      var page = ReportPages.page(List.of(declined()), PERMIT, 1, role);
      var style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
      var sha256 = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));

      assertThat(PageStyle.DIGEST)
          .isEqualTo("sha256-" + Base64.getEncoder().encodeToString(sha256));
      assertThat(page).doesNotContain("style=", "<script", "<link", "<img");
    }
  }

  @Test
  void thereIsNoPageOfSomeReportsOnly() {
    var tooMany = Collections.nCopies(3, declined());
    assertThatThrownBy(() -> ReportPages.page(tooMany, PERMIT, 2, Roles.CLINICIAN))
        .isInstanceOf(Refusal.class);
  }

  private static ReportRow declined() {
    var row = new ReportRow();
    row.callSet = "call-set-1";
    row.accession = "a-1";
    row.reason = "call-set-unreadable";
    return row;
  }
}
