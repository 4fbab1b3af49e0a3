package org.genomerecord.ledger.audit;

import java.util.function.BiConsumer;

/// What the audit knows of family studies: each of the two patients has a decision of their own
/// that permitted to collect who they are related to.
final class StudyRules {
  private final BiConsumer<AuditedEvent, String> found;

  StudyRules(BiConsumer<AuditedEvent, String> found) {
    this.found = found;
  }

  /// Judges a study against one of the permits that it names.
  void permitted(AuditedEvent permit, AuditedEvent study) {
    int place = study.texts("decisions").indexOf(permit.text("decision"));
    var patients = study.texts("patients");
    if (place >= patients.size() || !permit.text("patient").equals(patients.get(place))) {
      found.accept(study, "a decision that it names is not about the patient in the same place");
    }
    if (!permit.text("resource").equals("family-study/" + study.text("study"))
        || !permit.text("action").equals("collect")
        || !permit.texts("dataClasses").contains("kinship")) {
      found.accept(study, "a decision that it names permitted something else");
    }
    if (!permit.text("requester").equals("ingestion-service")) {
      found.accept(study, "a decision that it names was asked for by another service");
    }
  }

  /// Judges all events of one study.
  void judge(Iterable<AuditedEvent> events) {
    AuditedEvent first = null;
    for (var event : events) {
      if (first != null) {
        found.accept(event, "another family study has this id");
      }
      first = event;
      if (event.texts("patients").stream().distinct().count() != 2
          || event.texts("decisions").stream().distinct().count() != 2) {
        found.accept(event, "it is not about two patients with a decision each");
      }
    }
  }
}
