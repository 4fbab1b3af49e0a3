package org.genomerecord.interpretation.reinterpretation;

import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.genomerecord.interpretation.activation.KnowledgeReleases;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.AcceptedFiles;
import org.genomerecord.interpretation.issuance.AmendInterpretation;
import org.genomerecord.interpretation.issuance.ChangedFiles;
import org.genomerecord.interpretation.reinterpretation.Work.Item;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Looks again at what is in force of a patient's call sets when outside calls have arrived, or
/// count no more, and records what it means now. What is in force is read in the log itself, so
/// that nothing that is amended meanwhile is missed.
@ApplicationScoped
class LookingAtChangedFiles implements ChangedFiles {
  private static final EventTypes<InterpretationEvent> TYPES =
      EventTypes.of(InterpretationEvent.class);
  private static final int ATTEMPTS_MAX = 5;

  private final Function<DecisionRequest, Decision> permits;
  private final AcceptedFiles files;
  private final LogReader log;
  private final Work work;
  private final SecondLook secondLook;
  private final Commands commands;
  private final Supplier<Interpreter> active;
  private final Function<String, Optional<Interpreter>> named;

  @Inject
  LookingAtChangedFiles(
      Permits permits,
      AcceptedFiles files,
      LogReader log,
      Pool pool,
      Vault vault,
      Commands commands,
      KnowledgeReleases releases) {
    this(permits::ask, files, log, pool, vault, commands, releases::active, releases::named);
  }

  LookingAtChangedFiles(
      Function<DecisionRequest, Decision> permits,
      AcceptedFiles files,
      LogReader log,
      Pool pool,
      Vault vault,
      Commands commands,
      Supplier<Interpreter> active,
      Function<String, Optional<Interpreter>> named) {
    this.permits = permits;
    this.files = files;
    this.log = log;
    this.work = new Work(pool);
    this.secondLook = new SecondLook(vault);
    this.commands = commands;
    this.active = active;
    this.named = named;
  }

  @Override
  public void lookAgain(Pseudonym patient, Reason why, Attribution attribution) {
    var accepted = files.of(patient);
    work.doOver(patient.value());
    var outcomes =
        accepted.callSets().stream()
            .flatMap(callSet -> look(callSet, accepted.outside(), why, attribution).stream())
            .toList();
    outcomes.forEach(LookingAtChangedFiles::requireCompared);
  }

  /// What does not open cannot be set right, and would stay in force as though it had been. It may
  /// open under a newer key; otherwise whoever asks fails each time, and waits for an operator.
  private static void requireCompared(Outcome outcome) {
    if (outcome == Outcome.FINDINGS_UNREADABLE) {
      throw new IllegalStateException("the findings in force do not open");
    }
  }

  @Override
  public Corrected correct(
      FileAccepted correction, List<OutsideCallsAccepted> outside, Attribution attribution) {
    work.doOver(correction.patient().value());
    var outcome = look(correction, outside, Reason.RESULT_CORRECTED, attribution);
    outcome.ifPresent(LookingAtChangedFiles::requireCompared);
    return outcome
        .map(looked ->
            looked == Outcome.UNREADABLE ? Corrected.NOT_INTERPRETED : Corrected.LOOKED_AT)
        .orElse(Corrected.NOTHING_IN_FORCE);
  }

  /// @return empty if nothing is in force
  private Optional<Outcome> look(
      FileAccepted callSet,
      List<OutsideCallsAccepted> outside,
      Reason why,
      Attribution attribution) {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      var item = inForce(callSet, outside);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      var outcome = settled(item.get(), callSet, why, attribution);
      if (outcome.isPresent()) {
        return outcome;
      }
    }
    throw new Refusal(
        Category.UNAVAILABLE, "contended", "the interpretation changes too often; try again");
  }

  /// @return empty if it was amended meanwhile
  private Optional<Outcome> settled(
      Item item, FileAccepted callSet, Reason why, Attribution attribution) {
    var sealed = item.sealed();
    if (sealed == null) {
      throw new IllegalStateException("what is in force has findings");
    }
    var release = active.get();
    var looking = Looking.again(why, item.knowledge(), release, named);
    var look =
        secondLook.look(
            item,
            sealed,
            callSet,
            permits.apply(request(item, looking.action(), attribution)),
            looking);
    if (look.outcome() == Outcome.DENIED) {
      work.denied(release.release(), item.interpretation(), item.callSet(), item.patient(), why);
    }
    boolean isDone =
        look.amendment() == null
            || commands.send(
                    new AmendInterpretation(callSet.callSet(), look.amendment(), attribution))
                != null;
    return isDone ? Optional.of(look.outcome()) : Optional.empty();
  }

  private Optional<Item> inForce(FileAccepted callSet, List<OutsideCallsAccepted> outside) {
    var found =
        Awaiting.result(
            log.matching(
                List.of(new Criterion(Set.of("call-set:" + callSet.callSet()), Set.of())), 0));
    @Nullable Item inForce = null;
    for (var stored : found.events()) {
      var envelope = stored.envelope();
      inForce =
          switch (TYPES.read(envelope.type(), envelope.version(), envelope.payload())) {
            case InterpretationIssued issued ->
                new Item(
                    issued.interpretation().value(),
                    issued.callSet().value(),
                    issued.patient().value(),
                    1,
                    issued.sealed(),
                    issued.knowledge(),
                    null,
                    callSet,
                    outside,
                    null);
            case InterpretationAmended amended ->
                new Item(
                    amended.interpretation().value(),
                    amended.callSet().value(),
                    amended.patient().value(),
                    1,
                    amended.sealed(),
                    amended.knowledge(),
                    amended.amends().value(),
                    callSet,
                    outside,
                    null);
            case InterpretationWithdrawn _ -> null;
            case InterpretationDeclined _, RecontactClosed _ -> inForce;
          };
    }
    return Optional.ofNullable(inForce);
  }

  private static DecisionRequest request(Item item, Action action, Attribution attribution) {
    return new DecisionRequest(
        item.patient(),
        null,
        attribution.purposeOfUse(),
        List.of(),
        action.code(),
        List.of(DataClass.PHARMACOGENOMIC.code()),
        "call-set/" + item.callSet(),
        null,
        attribution.correlation(),
        attribution.causation());
  }
}
