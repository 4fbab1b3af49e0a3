package org.genomerecord.interpretation.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;

/// Whether the caller of the request at hand may use the findings of patients. Consent-service
/// decides, on record, before anything is opened.
@ApplicationScoped
public class PermittedReads {
  /// Header with what permits oblige to, in codes.
  private static final String OBLIGATIONS = "Obligations";

  private final Caller caller;
  private final Permits permits;

  PermittedReads(Caller caller, Permits permits) {
    this.caller = caller;
    this.permits = permits;
  }

  /// @param read what is asked for, as the decision records it, such as `DiagnosticReport`
  /// @throws Refusal forbidden, with what the denial tells
  public Decision.Permit permit(Pseudonym patient, String read) {
    return switch (permits.ask(request(patient, read).onBehalfOf(caller.token()))) {
      case Decision.Permit permit -> permit;
      case Decision.Denial denial -> throw denial.refusal();
    };
  }

  /// One call decides about all of them.
  ///
  /// @return of those who may be read
  public List<Decision.Permit> permits(List<Pseudonym> patients, String read) {
    var requests = patients.stream().map(patient -> request(patient, read)).toList();
    return permits.askAll(caller.token(), requests).stream()
        .filter(Decision.Permit.class::isInstance)
        .map(Decision.Permit.class::cast)
        .toList();
  }

  private DecisionRequest request(Pseudonym patient, String read) {
    return new DecisionRequest(
        patient.value(),
        null,
        caller.purposeOfUse(),
        caller.researchUse(),
        "use",
        List.of(DataClass.PHARMACOGENOMIC.code()),
        read,
        null,
        caller.correlation(),
        null);
  }

  /// The data classes that a permit is for, in codes.
  public static Set<String> classes(Decision.Permit permit) {
    return permit.dataClasses().stream().map(DataClass::code).collect(Collectors.toSet());
  }

  /// Says with an answer what the permits that it rests on oblige to.
  public static void oblige(RestResponse<?> answer, List<Decision.Permit> permits) {
    var obligations =
        permits.stream()
            .flatMap(permit -> permit.obligations().stream())
            .map(Obligation::code)
            .distinct()
            .sorted()
            .toList();
    if (!obligations.isEmpty()) {
      answer.getHeaders().putSingle(OBLIGATIONS, String.join(", ", obligations));
    }
  }
}
