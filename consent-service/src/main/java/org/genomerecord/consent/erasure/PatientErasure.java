package org.genomerecord.consent.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureCancelled;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.event.ErasureEvent.LegalHoldLifted;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// How far one patient is on the way to erasure. Pure.
sealed interface PatientErasure {
  /// Code of a refusal because of a legal hold.
  String LEGAL_HOLD = "legal-hold";

  /// Nobody of this pseudonym is enrolled.
  record NotEnrolled() implements PatientErasure {}

  /// Readable.
  ///
  /// @param requested the open request for erasure, if there is one
  /// @param holds legal holds in force, by id
  /// @param keyGeneration the latest of the subject key on record
  record Kept(
      @Nullable ErasureRequested requested, Map<String, LegalHoldPlaced> holds, int keyGeneration)
      implements PatientErasure {
    public Kept {
      holds = Map.copyOf(holds);
    }

    private Kept request(@Nullable ErasureRequested next) {
      return new Kept(next, holds, keyGeneration);
    }

    private Kept with(LegalHoldPlaced placed) {
      var more = new TreeMap<>(holds);
      more.put(placed.hold().value(), placed);
      return new Kept(requested, more, keyGeneration);
    }

    private Kept without(LegalHoldLifted lifted) {
      var fewer = new TreeMap<>(holds);
      fewer.remove(lifted.hold().value());
      return new Kept(requested, fewer, keyGeneration);
    }

    private boolean isDue(Instant now) {
      return requested != null && !now.isBefore(requested.notBefore());
    }
  }

  /// Nothing is permitted any more; the keys may still be there.
  record Begun(ErasureBegun begun) implements PatientErasure {}

  /// The keys are gone.
  record Erased(PatientErased certificate) implements PatientErasure {}

  static PatientErasure initial() {
    return new NotEnrolled();
  }

  default PatientErasure evolve(PatientEvent event) {
    return switch (event) {
      case PatientEnrolled enrolled -> new Kept(null, Map.of(), enrolled.keyGeneration());
      case ConsentEvent _, EmergencyAccessDeclared _, ProxyEvent _ -> this;
      case SubjectKeyRenewed renewed -> renewed(renewed.keyGeneration());
      case ErasureEvent erasure -> onTheWay(erasure);
    };
  }

  private PatientErasure renewed(int keyGeneration) {
    if (this instanceof Kept kept) {
      return new Kept(kept.requested(), kept.holds(), keyGeneration);
    }
    throw new IllegalStateException("a key of nobody, or of an erased patient");
  }

  private PatientErasure onTheWay(ErasureEvent event) {
    return switch (this) {
      case NotEnrolled() -> throw new IllegalStateException("an erasure of nobody");
      case Kept kept ->
          switch (event) {
            case ErasureRequested requested -> kept.request(requested);
            case ErasureCancelled _, ErasureRefused _ -> kept.request(null);
            case LegalHoldPlaced placed -> kept.with(placed);
            case LegalHoldLifted lifted -> kept.without(lifted);
            case ErasureBegun begun -> new Begun(begun);
            case PatientErased _ -> throw new IllegalStateException("erased before it was begun");
          };
      case Begun begun ->
          switch (event) {
            case PatientErased erased -> new Erased(erased);
            case ErasureRequested _,
                ErasureCancelled _,
                ErasureRefused _,
                LegalHoldPlaced _,
                LegalHoldLifted _,
                ErasureBegun _ ->
                throw new IllegalStateException("an erasure that was begun goes on");
          };
      case Erased _ -> throw new IllegalStateException("erased twice");
    };
  }

  /// Asking twice is asking once.
  default List<ErasureEvent> decide(RequestErasure command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Kept kept when !kept.holds().isEmpty() -> List.of(refused(command.patient(), command));
      case Kept kept when kept.requested() != null -> List.of();
      case Kept _ ->
          List.of(
              new ErasureRequested(
                  command.patient(),
                  command.grounds() == null ? null : command.grounds().reason(),
                  command.grounds() == null ? null : command.grounds().reference(),
                  command.notBefore(),
                  command.attribution().at()));
      case Begun _, Erased _ -> List.of();
    };
  }

  private static ErasureRefused refused(Pseudonym patient, ErasureCommand command) {
    return new ErasureRefused(patient, LEGAL_HOLD, command.attribution().at());
  }

  default List<ErasureEvent> decide(CancelErasure command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Kept kept when kept.requested() == null ->
          throw new Refusal(Category.NOT_FOUND, "erasure-unknown", "no erasure was asked for");
      case Kept _ -> List.of(new ErasureCancelled(command.patient(), command.attribution().at()));
      case Begun _, Erased _ -> throw begun();
    };
  }

  /// A hold that was placed after the request still refuses.
  default List<ErasureEvent> decide(BeginErasure command) {
    var now = command.attribution().at();
    return switch (this) {
      case Kept kept when kept.isDue(now) && !kept.holds().isEmpty() ->
          List.of(refused(command.patient(), command));
      case Kept kept when kept.isDue(now) ->
          List.of(new ErasureBegun(command.patient(), generations(kept, command), now));
      case NotEnrolled(), Kept _, Begun _, Erased _ -> List.of();
    };
  }

  /// Those that were found, and those on record: the key may have been renewed in between.
  private static List<Integer> generations(Kept kept, BeginErasure command) {
    return IntStream.concat(
            IntStream.rangeClosed(1, kept.keyGeneration()),
            command.keyGenerations().stream().mapToInt(Integer::intValue))
        .sorted()
        .distinct()
        .boxed()
        .toList();
  }

  default List<ErasureEvent> decide(CertifyErasure command) {
    return switch (this) {
      case NotEnrolled(), Kept _ ->
          throw new IllegalStateException("a certificate of what was not begun");
      case Begun(var begun) ->
          List.of(
              new PatientErased(
                  command.patient(),
                  begun.keyGenerations(),
                  command.attribution().at(),
                  command.keyBackupsExpireAt()));
      case Erased _ -> List.of();
    };
  }

  default List<ErasureEvent> decide(PlaceLegalHold command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Kept _ ->
          List.of(
              new LegalHoldPlaced(
                  command.hold(),
                  command.patient(),
                  command.grounds().reason(),
                  command.grounds().reference(),
                  command.attribution().at()));
      case Begun _, Erased _ -> throw begun();
    };
  }

  default List<ErasureEvent> decide(LiftLegalHold command) {
    if (this instanceof Kept kept && kept.holds().containsKey(command.hold().value())) {
      return List.of(
          new LegalHoldLifted(
              command.hold(),
              command.patient(),
              command.grounds().reason(),
              command.grounds().reference(),
              command.attribution().at()));
    }
    throw new Refusal(Category.NOT_FOUND, "legal-hold-unknown", "there is no such legal hold");
  }

  private static Refusal notEnrolled() {
    return new Refusal(Category.NOT_FOUND, "patient-unknown", "no such patient is enrolled");
  }

  private static Refusal begun() {
    return new Refusal(
        Category.CONFLICT,
        "patient-erased",
        "the patient's erasure has begun; it cannot be undone");
  }
}
