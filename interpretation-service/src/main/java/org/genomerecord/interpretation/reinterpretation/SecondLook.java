package org.genomerecord.interpretation.reinterpretation;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.interpretation.issuance.CallSetOutcome;
import org.genomerecord.interpretation.issuance.SealedFindings;
import org.genomerecord.interpretation.issuance.VaultCallSets;
import org.genomerecord.interpretation.reinterpretation.Work.Item;
import org.genomerecord.interpretation.reinterpretation.Work.Settled;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one interpretation again, with another release or with outside calls that have arrived
/// since, and under a decision. Blocks.
final class SecondLook {
  private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);
  private static final String ERASED = "erased";

  private final Vault vault;

  SecondLook(Vault vault) {
    this.vault = vault;
  }

  /// @throws org.genomerecord.record.refusal.Refusal unavailable, if the vault does not answer or
  ///   the key is not the newest any more: again later, with a decision of its own
  Settled look(Item item, Sealed before, FileAccepted callSet, Decision decision, Looking looking) {
    return switch (decision) {
      case Decision.Denial denial ->
          settled(item, denial.reason().equals(ERASED) ? Outcome.ERASED : Outcome.DENIED);
      case Decision.Permit permit ->
          switch (VaultCallSets.interpret(
              vault, looking.interpreter(), callSet, item.outside(), permit)) {
            case CallSetOutcome.Unfit _ -> settled(item, Outcome.UNREADABLE);
            case CallSetOutcome.Found(var now) ->
                compared(item, before, callSet, permit, now, looking);
          };
    };
  }

  private static Settled compared(
      Item item,
      Sealed sealed,
      FileAccepted callSet,
      Decision.Permit permit,
      Interpreted now,
      Looking looking) {
    Interpreted before;
    try {
      before = open(item, sealed, permit.key()).only(codes(permit.dataClasses()));
    } catch (Unsealable e) {
      LOG.error("the findings of {} do not open", item.interpretation(), e);
      return settled(item, Outcome.FINDINGS_UNREADABLE);
    }
    var differences = Differences.between(before, now);
    if (differences.none()) {
      return settled(item, Outcome.UNCHANGED);
    }
    return new Settled(
        item.interpretation(),
        Outcome.AMENDED,
        new InterpretationAmended(
            new InterpretationId(UUID.randomUUID().toString()),
            new InterpretationId(item.interpretation()),
            callSet.callSet(),
            callSet.accession(),
            callSet.patient(),
            looking.interpreter().release(),
            permit.dataClasses(),
            permit.id(),
            looking.reason(item.knowledge()),
            differences.kinds().stream().sorted().toList(),
            SealedFindings.sealAmended(Recording.newEventId(), now, permit.key()),
            Caller.now()));
  }

  private static Interpreted open(Item item, Sealed sealed, SubjectKey key) {
    return item.amends() == null
        ? SealedFindings.open(sealed, key)
        : SealedFindings.openAmended(sealed, key);
  }

  private static Set<String> codes(List<DataClass> classes) {
    return classes.stream().map(DataClass::code).collect(Collectors.toUnmodifiableSet());
  }

  static Settled settled(Item item, Outcome outcome) {
    return new Settled(item.interpretation(), outcome, null);
  }
}
