package org.genomerecord.consent.provision;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyEvent.ProxyEnded;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// All that one patient permits: what every decision about this patient rests on. Pure.
public sealed interface PatientConsents {
  /// Consents of one patient that are not withdrawn and not over. With the rules of each bounded,
  /// so is what a decision costs and how much of it is recorded.
  int IN_FORCE_MAX = 32;

  /// Nobody of this pseudonym is enrolled.
  record NotEnrolled() implements PatientConsents {}

  /// @param accountIndex keyed digest of the patient's own account, if one is linked
  /// @param keyGeneration of the subject key that permits are given with
  /// @param inForce consents that are not withdrawn; their periods are for the decision to look at
  /// @param withdrawn consents that were
  /// @param proxies who act for the patient, but for those whose appointment was ended
  /// @param emergencies that were declared, those left out that were over when the last one was
  record Enrolled(
      Pseudonym patient,
      @Nullable String accountIndex,
      int keyGeneration,
      Map<ConsentId, Provision> inForce,
      Set<ConsentId> withdrawn,
      List<EmergencyAccessDeclared> emergencies,
      List<ProxyAppointed> proxies)
      implements PatientConsents {
    public Enrolled {
      inForce = Map.copyOf(inForce);
      withdrawn = Set.copyOf(withdrawn);
      emergencies = List.copyOf(emergencies);
      proxies = List.copyOf(proxies);
    }

    /// Who acts for the patient at an instant, signed in with this account.
    public Optional<ProxyAppointed> proxyOf(String proxyAccountIndex, Instant at) {
      return proxies.stream()
          .filter(proxy -> proxy.accountIndex().equals(proxyAccountIndex))
          .filter(proxy -> !at.isBefore(proxy.appointedAt()) && at.isBefore(proxy.until()))
          .findFirst();
    }

    private Enrolled with(ProxyAppointed appointed) {
      return with(Stream.concat(proxies.stream(), Stream.of(appointed)).toList());
    }

    private Enrolled with(SubjectKeyRenewed renewed) {
      return new Enrolled(
          patient, accountIndex, renewed.keyGeneration(), inForce, withdrawn, emergencies, proxies);
    }

    private Enrolled without(ProxyId ended) {
      return with(proxies.stream().filter(proxy -> !proxy.proxy().equals(ended)).toList());
    }

    private Enrolled with(List<ProxyAppointed> remaining) {
      return new Enrolled(
          patient, accountIndex, keyGeneration, inForce, withdrawn, emergencies, remaining);
    }

    /// The emergency that a person has declared and that lasts at an instant; of several the last.
    public Optional<EmergencyAccessId> emergencyOf(String person, Instant at) {
      return emergencies.reversed().stream()
          .filter(emergency -> emergency.person().equals(person))
          .filter(emergency -> !at.isBefore(emergency.declaredAt()))
          .filter(emergency -> at.isBefore(emergency.until()))
          .map(EmergencyAccessDeclared::emergency)
          .findFirst();
    }

    private Enrolled with(EmergencyAccessDeclared declared) {
      var lasting =
          Stream.concat(emergencies.stream(), Stream.of(declared))
              .filter(emergency -> emergency.until().isAfter(declared.declaredAt()))
              .toList();
      return new Enrolled(
          patient, accountIndex, keyGeneration, inForce, withdrawn, lasting, proxies);
    }

    private long inForceAt(Instant at) {
      return inForce.values().stream()
          .filter(provision -> provision.until() == null || provision.until().isAfter(at))
          .count();
    }

    private Enrolled with(ConsentGranted granted) {
      var more = new HashMap<>(inForce);
      more.put(granted.consent(), granted.provision());
      return new Enrolled(
          patient, accountIndex, keyGeneration, more, withdrawn, emergencies, proxies);
    }

    private Enrolled without(ConsentId consent) {
      var fewer = new HashMap<>(inForce);
      fewer.remove(consent);
      var more = new HashSet<>(withdrawn);
      more.add(consent);
      return new Enrolled(patient, accountIndex, keyGeneration, fewer, more, emergencies, proxies);
    }
  }

  /// Erasure has begun or is done: there is nothing to permit any more.
  ///
  /// @param accountIndex keyed digest of the patient's own account, if one is linked
  record Erased(Pseudonym patient, @Nullable String accountIndex) implements PatientConsents {}

  static PatientConsents initial() {
    return new NotEnrolled();
  }

  default PatientConsents evolve(PatientEvent event) {
    return switch (this) {
      case NotEnrolled() ->
          switch (event) {
            case PatientEnrolled enrolled ->
                new Enrolled(
                    enrolled.patient(),
                    enrolled.accountIndex(),
                    enrolled.keyGeneration(),
                    Map.of(),
                    Set.of(),
                    List.of(),
                    List.of());
            case ConsentEvent _ -> throw new IllegalStateException("a consent without a patient");
            case ProxyEvent _ -> throw new IllegalStateException("a proxy of nobody");
            case SubjectKeyRenewed _ -> throw new IllegalStateException("a key of nobody");
            case EmergencyAccessDeclared _ ->
                throw new IllegalStateException("an emergency without a patient");
            case ErasureEvent _ -> throw new IllegalStateException("an erasure of nobody");
          };
      case Enrolled enrolled ->
          switch (event) {
            case PatientEnrolled _ -> throw new IllegalStateException("enrolled twice");
            case ConsentGranted granted -> enrolled.with(granted);
            case ConsentWithdrawn withdrawn -> enrolled.without(withdrawn.consent());
            case EmergencyAccessDeclared declared -> enrolled.with(declared);
            case ProxyAppointed appointed -> enrolled.with(appointed);
            case ProxyEnded ended -> enrolled.without(ended.proxy());
            case SubjectKeyRenewed renewed -> enrolled.with(renewed);
            case ErasureBegun _ -> new Erased(enrolled.patient(), enrolled.accountIndex());
            case ErasureEvent _ -> enrolled; // asked for, cancelled, refused, or held
          };
      case Erased erased ->
          switch (event) {
            case ErasureEvent _ -> erased;
            case PatientEnrolled _ -> throw new IllegalStateException("enrolled twice");
            case ConsentEvent _ ->
                throw new IllegalStateException("a consent of an erased patient");
            case EmergencyAccessDeclared _ ->
                throw new IllegalStateException("an emergency of an erased patient");
            case ProxyEvent _ -> throw new IllegalStateException("a proxy of an erased patient");
            case SubjectKeyRenewed _ ->
                throw new IllegalStateException("a key of an erased patient");
          };
    };
  }

  default List<ConsentEvent> decide(GrantConsent command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Erased _ -> throw erased();
      case Enrolled enrolled -> {
        var until = command.provision().until();
        if (until != null && !until.isAfter(command.attribution().at())) {
          throw new Refusal(
              Category.INCORRECT, "period-over", "the consent would be over before it begins");
        }
        if (enrolled.inForce().containsKey(command.consent())) {
          yield List.of();
        }
        var at = command.attribution().at();
        var proxy = requireMayAct(enrolled, command.proxyAccount(), at);
        proxy.ifPresent(acting -> requireEndsWith(acting, until));
        var replaced =
            command.replaces() == null
                ? List.<ConsentEvent>of()
                : replaced(enrolled, command.replaces(), command, proxy.isPresent());
        var others = command.replaces() == null ? enrolled : enrolled.without(command.replaces());
        if (others.inForceAt(at) >= IN_FORCE_MAX) {
          throw new Refusal(
              Category.CONFLICT,
              "too-many-consents",
              "a patient has at most 32 consents in force: withdraw one first");
        }
        var granted =
            new ConsentGranted(
                command.consent(),
                command.patient(),
                command.provision(),
                command.wording(),
                command.replaces(),
                at);
        yield Stream.concat(replaced.stream(), Stream.of(granted)).toList();
      }
    };
  }

  private static List<ConsentEvent> replaced(
      Enrolled patient, ConsentId consent, GrantConsent command, boolean isByProxy) {
    requireSeen(consent, command.unseen());
    var provision = patient.inForce().get(consent);
    if (provision != null) {
      requireMayEnd(provision, isByProxy);
      return List.of(new ConsentWithdrawn(consent, patient.patient(), command.attribution().at()));
    }
    if (patient.withdrawn().contains(consent)) {
      throw new Refusal(
          Category.CONFLICT,
          "consent-not-in-force",
          "what is to be replaced was withdrawn or replaced before");
    }
    throw unknownConsent();
  }

  default List<ConsentEvent> decide(WithdrawTier command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Erased _ -> throw erased();
      case Enrolled enrolled -> {
        var proxy = requireMayAct(enrolled, command.proxyAccount(), command.attribution().at());
        yield switch (command.tier()) {
          case USE -> Withdrawals.fromUse(enrolled.inForce(), command);
          case CONTACT ->
              Withdrawals.fromContact(
                  enrolled.inForce(), proxy.map(ProxyAppointed::until).orElse(null), command);
        };
      }
    };
  }

  default List<ConsentEvent> decide(WithdrawConsent command) {
    return switch (this) {
      case NotEnrolled() -> throw notEnrolled();
      case Erased _ -> throw erased();
      case Enrolled enrolled -> {
        var proxy = requireMayAct(enrolled, command.proxyAccount(), command.attribution().at());
        requireSeen(command.consent(), command.unseen());
        var provision = enrolled.inForce().get(command.consent());
        if (provision != null) {
          requireMayEnd(provision, proxy.isPresent());
          yield List.of(
              new ConsentWithdrawn(
                  command.consent(), command.patient(), command.attribution().at()));
        }
        if (enrolled.withdrawn().contains(command.consent())) {
          yield List.of(); // withdrawing twice is withdrawing once
        }
        throw unknownConsent();
      }
    };
  }

  /// Before anything else is looked at: in force, withdrawn or a denial, the answer is one.
  private static void requireSeen(ConsentId consent, Set<ConsentId> unseen) {
    if (unseen.contains(consent)) {
      throw unknownConsent();
    }
  }

  private static Refusal unknownConsent() {
    return new Refusal(Category.NOT_FOUND, "consent-unknown", "there is no such consent");
  }

  /// @param account of who acts for the patient; null: the patient acts
  private static Optional<ProxyAppointed> requireMayAct(
      Enrolled patient, @Nullable String account, Instant at) {
    if (account == null) {
      return Optional.empty();
    }
    var proxy = patient.proxyOf(account, at);
    if (proxy.isEmpty()) {
      throw new Refusal(
          Category.FORBIDDEN, "another-patient", "you do not act for this patient any more");
    }
    return proxy;
  }

  /// Whoever acts for the patient could otherwise lift the very denial that keeps them out.
  private static void requireMayEnd(Provision provision, boolean isByProxy) {
    if (isByProxy && Denials.deniesAny(provision)) {
      throw new Refusal(
          Category.FORBIDDEN,
          "proxy-denial",
          "this consent denies something: only the patient may withdraw or replace it");
    }
  }

  /// What somebody granted for a minor does not bind the adult.
  private static void requireEndsWith(ProxyAppointed proxy, @Nullable Instant until) {
    if (until == null || until.isAfter(proxy.until())) {
      throw new Refusal(
          Category.INCORRECT,
          "proxy-period",
          "what a proxy grants ends with the appointment at the latest: until " + proxy.until());
    }
  }

  private static Refusal notEnrolled() {
    return new Refusal(Category.NOT_FOUND, "patient-unknown", "no such patient is enrolled");
  }

  private static Refusal erased() {
    return new Refusal(Category.CONFLICT, "patient-erased", "the patient was erased");
  }
}
