package org.genomerecord.interpretation.fhir;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.genomerecord.interpretation.issuance.ReportRow;
import org.genomerecord.interpretation.page.NotInterpreted;
import org.genomerecord.interpretation.page.PageStyle;
import org.genomerecord.interpretation.page.PatientPage;
import org.genomerecord.interpretation.page.SummaryPage;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Reports of one patient as a page: in plain words for the patient and who acts for the patient, a
/// summary for everybody else.
final class ReportPages {
  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

  private ReportPages() {}

  /// Where both are accepted, resources are what this address answers.
  static boolean areAskedFor(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    var lower = accept.toLowerCase(Locale.ROOT);
    return lower.contains(MediaType.TEXT_HTML) && !lower.contains("json");
  }

  /// @param found newest first; one more than the maximum says that there are more
  /// @param role of who reads
  /// @throws Refusal unsupported, if there are more than one page holds
  static RestResponse<String> answer(
      List<ReportRow> found, Decision.Permit permit, int reportsMax, String role) {
    return RestResponse.ResponseBuilder.<String>create(RestResponse.StatusCode.OK)
        .entity(page(found, permit, reportsMax, role))
        .type(HTML)
        .header("Cache-Control", "no-store")
        .header(PageStyle.HEADER, PageStyle.DIGEST)
        .build();
  }

  static String page(List<ReportRow> found, Decision.Permit permit, int reportsMax, String role) {
    if (found.size() > reportsMax) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "too-many-reports",
          "there are more than the " + reportsMax + " reports that a page holds");
    }
    var interpretations =
        found.stream()
            .filter(ReportRow::isInterpreted)
            .map(row -> DiagnosticReportResource.opened(row, permit))
            .toList();
    var notInterpreted =
        found.stream()
            .filter(row -> !row.isInterpreted())
            .map(row -> new NotInterpreted(row.accession, row.reason, row.isWithdrawn()))
            .toList();
    return role.equals(Roles.PATIENT)
        ? PatientPage.of(interpretations, notInterpreted)
        : SummaryPage.of(interpretations, notInterpreted);
  }
}
