package org.genomerecord.consent.audit;

import java.util.List;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.jspecify.annotations.Nullable;

/// What an event means in the audit trail, whoever did it and whenever.
///
/// @param asked what a decision was asked for
/// @param decision that the event names without a tag
record Meaning(
    String outcome,
    @Nullable String subject,
    @Nullable String reason,
    @Nullable Asked asked,
    @Nullable DecisionId decision,
    List<DataClass> dataClasses,
    List<ConsentId> consents) {
  static final String RECORDED = "recorded";
  static final String PERMITTED = "permitted";
  static final String REFUSED = "refused";

  Meaning(String outcome, @Nullable String subject, @Nullable String reason) {
    this(outcome, subject, reason, null, null, List.of(), List.of());
  }

  Meaning under(List<ConsentId> rested) {
    return new Meaning(outcome, subject, reason, asked, decision, dataClasses, rested);
  }

  Meaning of(List<DataClass> classes) {
    return new Meaning(outcome, subject, reason, asked, decision, classes, consents);
  }

  Meaning by(DecisionId decided) {
    return new Meaning(outcome, subject, reason, asked, decided, dataClasses, consents);
  }

  record Asked(String action, String resource) {
    Meaning met(String outcome, @Nullable String reason) {
      return new Meaning(
          outcome, action + ": " + resource, reason, this, null, List.of(), List.of());
    }
  }
}
