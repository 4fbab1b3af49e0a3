package org.genomerecord.interpretation.issuance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// What became of one call set's interpretation. Pure.
sealed interface Interpretation {
  record Awaited() implements Interpretation {}

  /// @param inForce the latest one
  /// @param knowledge release that it was made with
  /// @param toRecontact amendments that nobody has dealt with yet
  /// @param recontacted amendments that somebody has dealt with
  record Issued(
      InterpretationId inForce,
      String knowledge,
      Set<InterpretationId> toRecontact,
      Set<InterpretationId> recontacted)
      implements Interpretation {
    public Issued {
      toRecontact = Set.copyOf(toRecontact);
      recontacted = Set.copyOf(recontacted);
    }

    private Issued amended(InterpretationAmended amendment) {
      return new Issued(
          amendment.interpretation(),
          amendment.knowledge(),
          amendment.obligesToRecontact()
              ? with(toRecontact, amendment.interpretation())
              : toRecontact,
          recontacted);
    }

    private Issued closed(InterpretationId interpretation) {
      var open = new HashSet<>(toRecontact);
      open.remove(interpretation);
      return new Issued(inForce, knowledge, open, with(recontacted, interpretation));
    }

    private static Set<InterpretationId> with(Set<InterpretationId> some, InterpretationId more) {
      var all = new HashSet<>(some);
      all.add(more);
      return all;
    }
  }

  record Declined() implements Interpretation {}

  /// Nothing is in force any more.
  ///
  /// @param last what was
  /// @param isClosed the laboratory said why it took the result back. Else the reason is `other`:
  ///   it was corrected by what cannot be interpreted, and another correction may follow; or the
  ///   laboratory withdrew it for that reason, after which its number takes no correction
  record Withdrawn(Issued last, boolean isClosed) implements Interpretation {
    private Issued issuedAgain(InterpretationIssued issued) {
      return new Issued(
          issued.interpretation(), issued.knowledge(), last.toRecontact(), last.recontacted());
    }
  }

  static Interpretation initial() {
    return new Awaited();
  }

  default Interpretation evolve(InterpretationEvent event) {
    return switch (event) {
      case InterpretationIssued issued when this instanceof Withdrawn withdrawn ->
          withdrawn.issuedAgain(issued);
      case InterpretationIssued issued ->
          new Issued(issued.interpretation(), issued.knowledge(), Set.of(), Set.of());
      case InterpretationDeclined _ -> new Declined();
      case InterpretationAmended amended -> issued().amended(amended);
      case InterpretationWithdrawn withdrawn ->
          new Withdrawn(issued(), withdrawn.reason() != WithdrawalReason.OTHER);
      case RecontactClosed closed ->
          this instanceof Withdrawn(var last, var isClosed)
              ? new Withdrawn(last.closed(closed.interpretation()), isClosed)
              : issued().closed(closed.interpretation());
    };
  }

  private Issued issued() {
    return switch (this) {
      case Issued issued -> issued;
      case Awaited _, Declined _, Withdrawn _ ->
          throw new IllegalStateException("amended while nothing was in force");
    };
  }

  /// A call set is settled once, however often it is delivered. One that could not be interpreted,
  /// or whose correction could not, is issued once a correction can be.
  default List<InterpretationEvent> decide(SettleInterpretation command) {
    return switch (this) {
      case Awaited() -> List.of(command.outcome());
      case Declined() -> corrected(command);
      case Withdrawn withdrawn -> withdrawn.isClosed() ? List.of() : corrected(command);
      case Issued _ -> List.of();
    };
  }

  private static List<InterpretationEvent> corrected(SettleInterpretation command) {
    return command.isCorrection() && command.outcome() instanceof InterpretationIssued issued
        ? List.of(issued)
        : List.of();
  }

  /// Withdrawn once, as often as it is delivered. What was not interpreted yet, never is.
  default List<InterpretationEvent> decide(WithdrawInterpretation command) {
    return switch (this) {
      case Awaited() ->
          List.of(
              new InterpretationDeclined(
                  command.callSet(),
                  command.accession(),
                  command.patient(),
                  Reason.RESULT_WITHDRAWN.code(),
                  command.withdrawnAt()));
      case Issued issued ->
          List.of(
              new InterpretationWithdrawn(
                  issued.inForce(),
                  command.callSet(),
                  command.accession(),
                  command.patient(),
                  command.reason(),
                  command.withdrawnAt()));
      case Declined _, Withdrawn _ -> List.of();
    };
  }

  /// What is in force is amended, and for the sake of knowledge once with one release, however
  /// often it is asked for. What was amended meanwhile is to be looked at by itself.
  default List<InterpretationEvent> decide(AmendInterpretation command) {
    var amendment = command.amendment();
    return switch (this) {
      case Awaited(), Declined() ->
          throw new Refusal(Category.CONFLICT, "not-issued", "only what was issued can be amended");
      case Issued(var inForce, var knowledge, _, _) ->
          inForce.equals(amendment.amends())
                  && (amendment.reason() != Reason.KNOWLEDGE_RELEASE
                      || !knowledge.equals(amendment.knowledge()))
              ? List.of(amendment)
              : List.of();
      case Withdrawn _ -> List.of(); // A look was under way meanwhile.
    };
  }

  default List<InterpretationEvent> decide(CloseRecontact command) {
    return switch (this) {
      case Withdrawn(var last, _) -> last.decide(command); // The duty outlives the report.
      case Issued issued when issued.toRecontact().contains(command.interpretation()) ->
          List.of(command.closed());
      case Issued issued when issued.recontacted().contains(command.interpretation()) ->
          throw new Refusal(
              Category.CONFLICT, "recontact-closed", "somebody has dealt with it before");
      case Issued _, Awaited _, Declined _ ->
          throw new Refusal(
              Category.NOT_FOUND, "recontact-unknown", "there is no such duty to recontact");
    };
  }
}
