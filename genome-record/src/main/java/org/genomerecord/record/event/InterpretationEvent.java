package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;

/// What can happen to the interpretation of a call set.
public sealed interface InterpretationEvent {
  CallSetId callSet();

  /// Why an interpretation was amended. A stored code never changes its meaning.
  enum Reason {
    /// A newer knowledge release says something else of the same calls.
    @JsonProperty("knowledge-release")
    KNOWLEDGE_RELEASE,
    /// A laboratory sent calls of its own for the same patient.
    @JsonProperty("outside-calls")
    OUTSIDE_CALLS,
    /// A laboratory withdrew calls that had been taken into account.
    @JsonProperty("result-withdrawn")
    RESULT_WITHDRAWN,
    /// The laboratory sent a correction of the file that was interpreted.
    @JsonProperty("result-corrected")
    RESULT_CORRECTED;

    /// The stored code, such as `knowledge-release`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// In what two interpretations of one call set differ. Of which gene or drug is not said: that
  /// would tell of the genotype. A stored code never changes its meaning.
  enum Difference {
    @JsonProperty("diplotype")
    DIPLOTYPE,
    @JsonProperty("phenotype")
    PHENOTYPE,
    /// How sure a call is.
    @JsonProperty("certainty")
    CERTAINTY,
    @JsonProperty("recommendation")
    RECOMMENDATION;

    /// The stored code, such as `phenotype`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// How it ended that a patient was to be contacted again. A stored code never changes its
  /// meaning.
  enum RecontactOutcome {
    @JsonProperty("contacted")
    CONTACTED,
    /// The difference does not matter to this patient, such as a drug that is not taken.
    @JsonProperty("not-needed")
    NOT_NEEDED,
    @JsonProperty("not-reached")
    NOT_REACHED,
    /// The patient did not want to hear of it.
    @JsonProperty("declined")
    DECLINED;

    /// The stored code, such as `not-reached`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// A call set was interpreted, with the outside calls that there were of the patient; or outside
  /// calls by themselves.
  ///
  /// @param knowledge name of the knowledge release that was used
  /// @param dataClasses that the patient permitted and that were interpreted
  /// @param decision that permitted to use the call set
  /// @param sealed the findings
  @Event(namespace = "interpretation", name = "InterpretationIssued", version = "1")
  record InterpretationIssued(
      @EventTag(key = "interpretation") InterpretationId interpretation,
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      String knowledge,
      List<DataClass> dataClasses,
      DecisionId decision,
      Sealed sealed,
      Instant issuedAt)
      implements InterpretationEvent, SealedEvent {
    public InterpretationIssued {
      dataClasses = List.copyOf(dataClasses);
    }
  }

  /// A call set was not interpreted.
  ///
  /// @param reason stable code, such as `no-consent` or `assembly-unsupported`
  @Event(namespace = "interpretation", name = "InterpretationDeclined", version = "1")
  record InterpretationDeclined(
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      String reason,
      Instant declinedAt)
      implements InterpretationEvent {}

  /// An issued call set was interpreted again, and it says something else than before. What it said
  /// before stays on record.
  ///
  /// @param interpretation the new one
  /// @param amends the one in whose place it is
  /// @param knowledge name of the knowledge release that was used now
  /// @param dataClasses that the patient permits to interpret again
  /// @param decision that permitted to interpret the call set again
  /// @param differences at least one
  /// @param sealed the findings, all of them
  @Event(namespace = "interpretation", name = "InterpretationAmended", version = "1")
  record InterpretationAmended(
      @EventTag(key = "interpretation") InterpretationId interpretation,
      InterpretationId amends,
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      String knowledge,
      List<DataClass> dataClasses,
      DecisionId decision,
      Reason reason,
      List<Difference> differences,
      Sealed sealed,
      Instant amendedAt)
      implements InterpretationEvent, SealedEvent {
    public InterpretationAmended {
      dataClasses = List.copyOf(dataClasses);
      differences = List.copyOf(differences);
    }

    /// Whether there is a duty to tell the patient: what drugs do, or what to do about it, is
    /// another than was said.
    public boolean obligesToRecontact() {
      return differences.contains(Difference.PHENOTYPE)
          || differences.contains(Difference.RECOMMENDATION);
    }
  }

  /// The laboratory withdrew the result that was interpreted, or corrected it by one that cannot be
  /// interpreted: nothing is in force of it any more. What it said stays on record.
  ///
  /// @param interpretation the one that was in force
  /// @param reason as the laboratory gave it
  @Event(namespace = "interpretation", name = "InterpretationWithdrawn", version = "1")
  record InterpretationWithdrawn(
      @EventTag(key = "interpretation") InterpretationId interpretation,
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      WithdrawalReason reason,
      Instant withdrawnAt)
      implements InterpretationEvent {}

  /// A counsellor dealt with the duty to contact the patient again, which an amendment brought.
  ///
  /// @param interpretation the amendment
  /// @param decision that permitted to contact the patient again
  @Event(namespace = "interpretation", name = "RecontactClosed", version = "1")
  record RecontactClosed(
      @EventTag(key = "interpretation") InterpretationId interpretation,
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "patient") Pseudonym patient,
      RecontactOutcome outcome,
      DecisionId decision,
      Instant closedAt)
      implements InterpretationEvent {}
}
