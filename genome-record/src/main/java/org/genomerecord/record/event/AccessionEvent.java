package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What can happen to an accession: a laboratory's file on its way to an accepted call set, to
/// accepted outside calls, or to an accepted expression panel.
public sealed interface AccessionEvent {
  AccessionId accession();

  /// Why a laboratory withdrew a result, or put another in its place. A stored code never changes
  /// its meaning.
  enum WithdrawalReason {
    /// The specimen was another than the one that the accession is of.
    @JsonProperty("specimen-mix-up")
    SPECIMEN_MIX_UP,
    @JsonProperty("analytical-error")
    ANALYTICAL_ERROR,
    /// The result is somebody else's. Whose is not said.
    @JsonProperty("wrong-patient")
    WRONG_PATIENT,
    @JsonProperty("other")
    OTHER;

    /// Empty if it is no code of a reason.
    public static Optional<WithdrawalReason> ofCode(@Nullable String code) {
      return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }

    /// The stored code, such as `specimen-mix-up`.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The file is sound: what it holds is interpreted from here on, under an identifier of its own.
  sealed interface FileAccepted extends AccessionEvent, SealedEvent {
    String lab();

    Pseudonym patient();

    /// What its interpretation is known by.
    CallSetId callSet();

    /// Codes of what was odd and harmless, each once.
    List<String> warnings();

    /// The class that it was collected under, which tells what may be made of it: what is of a
    /// tumour is not what the patient was born with.
    DataClass collected();

    VaultFile file();

    Instant acceptedAt();

    /// The same file under another identifier: that of the call set which it corrects.
    FileAccepted as(CallSetId corrected);
  }

  /// A laboratory's file is sealed in the vault.
  ///
  /// @param contentDigest keyed digest of the submitted bytes: equal for equal bytes of this
  ///   patient only
  /// @param decision that permitted to collect it
  /// @param sealed the laboratory's accession number and the names of file and sample as submitted
  /// @param dataClass of what it holds; null: pharmacogenomic, as all before expression panels were
  @Event(namespace = "ingestion", name = "SubmissionReceived", version = "1")
  record SubmissionReceived(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      String contentDigest,
      VaultFile file,
      DecisionId decision,
      Sealed sealed,
      Instant receivedAt,
      @Nullable DataClass dataClass)
      implements AccessionEvent, SealedEvent {
    /// What is pharmacogenomic is written as ever.
    public SubmissionReceived {
      dataClass = dataClass == DataClass.PHARMACOGENOMIC ? null : dataClass;
    }

    /// The class that a permit to collect it has to be for.
    public DataClass collected() {
      return dataClass == null ? DataClass.PHARMACOGENOMIC : dataClass;
    }
  }

  /// The submission before this event was not sent by the laboratory for this patient: it had been
  /// filed under another, and is sealed anew for this one. Whose it was is not said.
  @Event(namespace = "ingestion", name = "SubmissionMovedIn", version = "1")
  record SubmissionMovedIn(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      Instant movedAt)
      implements AccessionEvent {}

  /// The file is sound and is now the accession's call set.
  ///
  /// @param assembly `GRCh37` or `GRCh38`
  /// @param warnings codes of what was odd and harmless, each once
  /// @param dataClass of what it holds; null: pharmacogenomic, as all before those of tumours were
  @Event(namespace = "ingestion", name = "CallSetAccepted", version = "1")
  record CallSetAccepted(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      @EventTag(key = "call-set") CallSetId callSet,
      String assembly,
      long records,
      List<String> warnings,
      VaultFile file,
      Sealed sealed,
      Instant acceptedAt,
      @Nullable DataClass dataClass)
      implements FileAccepted {
    /// What is pharmacogenomic is written as ever.
    public CallSetAccepted {
      warnings = List.copyOf(warnings);
      dataClass = dataClass == DataClass.PHARMACOGENOMIC ? null : dataClass;
    }

    @Override
    public DataClass collected() {
      return dataClass == null ? DataClass.PHARMACOGENOMIC : dataClass;
    }

    @Override
    public CallSetAccepted as(CallSetId corrected) {
      return new CallSetAccepted(
          accession,
          lab,
          patient,
          corrected,
          assembly,
          records,
          warnings,
          file,
          sealed,
          acceptedAt,
          dataClass);
    }
  }

  /// The file is sound, and holds genes as the laboratory called them itself. They join every call
  /// set of the patient, until a newer file calls the same gene.
  ///
  /// @param callSet what their own interpretation is known by, as that of a call set
  /// @param mediaType of the file: `text/tab-separated-values`, `application/fhir+json` or
  ///   `application/hl7-v2`
  /// @param calls how many genes it calls; 0: it is kept, and nothing of it is interpreted
  /// @param warnings codes of what was odd and harmless, each once
  /// @param sealed the calls, as they were read from the file
  /// @param dataClass of what it holds; null: pharmacogenomic, as all before those of tumours were
  @Event(namespace = "ingestion", name = "OutsideCallsAccepted", version = "1")
  record OutsideCallsAccepted(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      @EventTag(key = "call-set") CallSetId callSet,
      String mediaType,
      long calls,
      List<String> warnings,
      VaultFile file,
      Sealed sealed,
      Instant acceptedAt,
      @Nullable DataClass dataClass)
      implements FileAccepted {
    /// What is pharmacogenomic is written as ever.
    public OutsideCallsAccepted {
      warnings = List.copyOf(warnings);
      dataClass = dataClass == DataClass.PHARMACOGENOMIC ? null : dataClass;
    }

    @Override
    public DataClass collected() {
      return dataClass == null ? DataClass.PHARMACOGENOMIC : dataClass;
    }

    @Override
    public OutsideCallsAccepted as(CallSetId corrected) {
      return new OutsideCallsAccepted(
          accession,
          lab,
          patient,
          corrected,
          mediaType,
          calls,
          warnings,
          file,
          sealed,
          acceptedAt,
          dataClass);
    }
  }

  /// The file is sound, and holds what an assay measured of the expression of its genes in a
  /// specimen, all of them. Which assay it was is sealed: it tells of what the patient is ill.
  ///
  /// @param callSet what its interpretation is known by, as that of a call set
  /// @param warnings codes of what was odd and harmless, each once
  /// @param sealed the assay and the values, as they were read from the file
  @Event(namespace = "ingestion", name = "ExpressionPanelAccepted", version = "1")
  record ExpressionPanelAccepted(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      @EventTag(key = "call-set") CallSetId callSet,
      List<String> warnings,
      VaultFile file,
      Sealed sealed,
      Instant acceptedAt)
      implements FileAccepted {
    public ExpressionPanelAccepted {
      warnings = List.copyOf(warnings);
    }

    @Override
    public DataClass collected() {
      return DataClass.EXPRESSION;
    }

    @Override
    public ExpressionPanelAccepted as(CallSetId corrected) {
      return new ExpressionPanelAccepted(
          accession, lab, patient, corrected, warnings, file, sealed, acceptedAt);
    }
  }

  /// The file cannot be accepted; its sealed bytes are removed.
  ///
  /// @param code stable, such as `vcf-columns`
  /// @param line 1-based, in the decompressed text, where the problem is bound to one
  /// @param reason one sentence without patient data
  @Event(namespace = "ingestion", name = "SubmissionRefused", version = "1")
  record SubmissionRefused(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      String code,
      @Nullable Long line,
      String reason,
      Instant refusedAt)
      implements AccessionEvent {}

  /// A correction was accepted, in the event before this one: the file of before counts no more.
  /// Its sealed bytes and what was recorded of it stay.
  ///
  /// @param callSet of both, as the correction is the same call set
  @Event(namespace = "ingestion", name = "SubmissionSuperseded", version = "1")
  record SubmissionSuperseded(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      @EventTag(key = "call-set") CallSetId callSet,
      WithdrawalReason reason,
      Instant supersededAt)
      implements AccessionEvent {}

  /// The laboratory took back what had been accepted: it counts no more. Its sealed bytes and what
  /// was recorded of it stay.
  ///
  /// @param callSet that is interpreted no more
  @Event(namespace = "ingestion", name = "SubmissionWithdrawn", version = "1")
  record SubmissionWithdrawn(
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "lab") String lab,
      @EventTag(key = "patient") Pseudonym patient,
      @EventTag(key = "call-set") CallSetId callSet,
      WithdrawalReason reason,
      Instant withdrawnAt)
      implements AccessionEvent {}
}
