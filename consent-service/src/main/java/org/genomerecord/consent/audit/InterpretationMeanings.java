package org.genomerecord.consent.audit;

import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;

/// What the events about interpretations and their knowledge mean in the audit trail. Pure.
final class InterpretationMeanings {
  private InterpretationMeanings() {}

  static Meaning of(KnowledgeEvent event) {
    return switch (event) {
      case KnowledgeReleaseActivated activated ->
          new Meaning(
              Meaning.RECORDED, "knowledge release activated: " + activated.release(), null);
    };
  }

  static Meaning of(InterpretationEvent event) {
    return switch (event) {
      case InterpretationIssued issued ->
          new Meaning(Meaning.RECORDED, "interpretation issued: " + issued.accession(), null)
              .of(issued.dataClasses())
              .by(issued.decision());
      case InterpretationDeclined declined ->
          new Meaning(
              Meaning.REFUSED, "interpretation: " + declined.accession(), declined.reason());
      case InterpretationEvent.InterpretationAmended amended ->
          new Meaning(
                  Meaning.RECORDED,
                  "interpretation amended: " + amended.accession(),
                  amended.reason().code())
              .of(amended.dataClasses())
              .by(amended.decision());
      case InterpretationEvent.InterpretationWithdrawn withdrawn ->
          new Meaning(
              Meaning.RECORDED,
              "interpretation withdrawn: " + withdrawn.accession(),
              withdrawn.reason().code());
      case InterpretationEvent.RecontactClosed closed ->
          new Meaning(
                  Meaning.RECORDED,
                  "recontact closed: " + closed.interpretation(),
                  closed.outcome().code())
              .by(closed.decision());
    };
  }
}
