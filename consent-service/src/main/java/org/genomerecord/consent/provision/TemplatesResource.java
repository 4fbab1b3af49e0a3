package org.genomerecord.consent.provision;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.genomerecord.record.edge.Roles;

/// The choices that are put in plain words. They are about nobody: every person may read them.
@Path("/consent-templates")
@RolesAllowed({
  Roles.PATIENT,
  Roles.CLINICIAN,
  Roles.COUNSELLOR,
  Roles.COMPLIANCE_OFFICER,
  Roles.LAB,
  Roles.OPERATOR
})
public class TemplatesResource {
  /// @param asks what has to be given with it: some of `organisations`, `persons`, `until`
  /// @param sha256 of the template as released
  /// @param provision what the text means, with holes for what is asked
  record Offered(
      String template,
      int version,
      String language,
      String title,
      String text,
      List<String> asks,
      String sha256,
      JsonNode provision) {}

  @GET
  public List<Offered> list() {
    return Templates.all().stream()
        .map(template ->
            new Offered(
                template.says().name(),
                template.says().version(),
                template.says().language(),
                template.says().title(),
                template.says().text(),
                Templates.asks(template),
                template.sha256(),
                template.says().provision()))
        .toList();
  }
}
