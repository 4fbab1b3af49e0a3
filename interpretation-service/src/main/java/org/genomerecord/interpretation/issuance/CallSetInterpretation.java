package org.genomerecord.interpretation.issuance;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.genomerecord.interpretation.activation.KnowledgeReleases;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.Recording;

/// Interprets one accepted call set, or outside calls by themselves, under a permit, and records
/// what came of it. Blocks.
@ApplicationScoped
class CallSetInterpretation {
  private final Function<DecisionRequest, Decision> permits;
  private final Vault vault;
  private final Commands commands;
  private final Supplier<Interpreter> active;
  private final Timer duration;

  @Inject
  CallSetInterpretation(
      Permits permits,
      Vault vault,
      Commands commands,
      KnowledgeReleases releases,
      MeterRegistry metrics) {
    this(permits::ask, vault, commands, releases::active, metrics);
  }

  CallSetInterpretation(
      Function<DecisionRequest, Decision> permits,
      Vault vault,
      Commands commands,
      Supplier<Interpreter> active,
      MeterRegistry metrics) {
    this.permits = permits;
    this.vault = vault;
    this.commands = commands;
    this.active = active;
    this.duration =
        Timer.builder("interpretation.callset.duration")
            .description("Reading and interpreting one call set")
            .register(metrics);
  }

  /// @param outside all of the patient's outside calls, in the order in which they were accepted
  /// @param isCorrection of a file that could not be interpreted
  /// @throws org.genomerecord.record.refusal.Refusal unavailable, if no decision, no log or not the
  ///   active knowledge can be had, or the key is not the newest any more: try again later, with a
  ///   decision of its own
  void settle(
      FileAccepted callSet,
      List<OutsideCallsAccepted> outside,
      boolean isCorrection,
      Attribution attribution) {
    var decision =
        permits.apply(
            new DecisionRequest(
                callSet.patient().value(),
                null,
                attribution.purposeOfUse(),
                List.of(),
                "use",
                List.of(DataClass.PHARMACOGENOMIC.code()),
                "call-set/" + callSet.callSet(),
                null,
                attribution.correlation(),
                attribution.causation()));
    var outcome =
        switch (decision) {
          // The reason is on record with the decision; this one stands where reports do.
          case Decision.Denial denial -> declined(callSet, denial.code());
          case Decision.Permit permit -> duration.record(() -> interpret(callSet, outside, permit));
        };
    commands.send(new SettleInterpretation(callSet.callSet(), outcome, isCorrection, attribution));
  }

  /// Nobody is asked, as nothing is opened for it. Once is enough, as above.
  ///
  /// @param reason stable code
  void decline(FileAccepted callSet, String reason, Attribution attribution) {
    commands.send(
        new SettleInterpretation(callSet.callSet(), declined(callSet, reason), false, attribution));
  }

  /// What was interpreted of a call set is withdrawn as its result is. Nothing is opened for it.
  void withdraw(SubmissionWithdrawn result, Attribution attribution) {
    commands.send(
        new WithdrawInterpretation(
            result.callSet(),
            result.accession(),
            result.patient(),
            result.reason(),
            Caller.now(),
            attribution));
  }

  /// What was interpreted does not count any more, and what corrects it cannot be interpreted.
  void withdraw(FileAccepted correction, Attribution attribution) {
    commands.send(
        new WithdrawInterpretation(
            correction.callSet(),
            correction.accession(),
            correction.patient(),
            WithdrawalReason.OTHER,
            Caller.now(),
            attribution));
  }

  private InterpretationEvent interpret(
      FileAccepted callSet, List<OutsideCallsAccepted> outside, Decision.Permit permit) {
    var interpreter = active.get();
    return switch (VaultCallSets.interpret(vault, interpreter, callSet, outside, permit)) {
      case CallSetOutcome.Unfit(var reason) -> declined(callSet, reason);
      case CallSetOutcome.Found(var interpreted) ->
          new InterpretationIssued(
              new InterpretationId(UUID.randomUUID().toString()),
              callSet.callSet(),
              callSet.accession(),
              callSet.patient(),
              interpreter.release(),
              permit.dataClasses(),
              permit.id(),
              SealedFindings.seal(Recording.newEventId(), interpreted, permit.key()),
              Caller.now());
    };
  }

  private static InterpretationDeclined declined(FileAccepted callSet, String reason) {
    return new InterpretationDeclined(
        callSet.callSet(), callSet.accession(), callSet.patient(), reason, Caller.now());
  }
}
