package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.Provision.Type.DENY;
import static org.genomerecord.ledger.audit.Provision.Type.PERMIT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One rule of a consent and the exceptions to it (FHIR R4 `Consent.provision`), as the auditor
/// understands them, whatever the service that decided does. Pure.
///
/// An empty list limits nothing, nor does a period where it has no beginning or no end.
///
/// @param from inclusive
/// @param until exclusive
/// @param provisions the exceptions
record Provision(
    Type type,
    List<Actor> actors,
    List<String> purposesOfUse,
    @Nullable ResearchLimit researchUse,
    List<String> actions,
    List<String> dataClasses,
    @Nullable Instant from,
    @Nullable Instant until,
    List<Provision> provisions) {
  private static final String SERVICE = "service";

  Provision {
    actors = List.copyOf(actors);
    purposesOfUse = List.copyOf(purposesOfUse);
    actions = List.copyOf(actions);
    dataClasses = List.copyOf(dataClasses);
    provisions = List.copyOf(provisions);
  }

  enum Type {
    PERMIT,
    DENY
  }

  /// Whom a rule is about.
  ///
  /// @param kind what the id is the id of
  record Actor(Kind kind, String id) {
    enum Kind {
      PERSON,
      ROLE,
      ORGANISATION,
      CARE_TEAM,
      APPLICATION
    }

    private boolean asks(Request request) {
      return switch (kind) {
        case PERSON -> id.equals(request.actor());
        case ROLE -> id.equals(request.role());
        case ORGANISATION -> id.equals(request.organisation());
        case CARE_TEAM -> request.careTeams().contains(id);
        case APPLICATION -> id.equals(request.application());
      };
    }
  }

  /// What is asked of a consent.
  ///
  /// @param actor id of the person or service
  /// @param organisation the actor's, if it has one
  /// @param careTeams the actor's
  /// @param application that the actor used, or empty
  /// @param researchUse terms of DUO and MONDO
  record Request(
      String actor,
      String role,
      @Nullable String organisation,
      List<String> careTeams,
      String application,
      @Nullable String purposeOfUse,
      List<String> researchUse,
      String action,
      String dataClass,
      Instant at) {}

  /// What the rule says to a request: its exceptions first, of these one that denies before those
  /// that permit. Empty if it does not cover the request.
  Optional<Type> judge(Request request) {
    if (!covers(request)) {
      return Optional.empty();
    }
    var exceptions =
        provisions.stream().map(one -> one.judge(request)).flatMap(Optional::stream).toList();
    if (exceptions.contains(DENY)) {
      return Optional.of(DENY);
    }
    return Optional.of(exceptions.isEmpty() ? type : PERMIT);
  }

  /// What all of its rules that cover the request oblige to, if it permits it.
  Set<String> obligations(Request request) {
    var obligations = new TreeSet<String>();
    if (covers(request)) {
      if (researchUse != null) {
        obligations.addAll(researchUse.obligations());
      }
      provisions.forEach(exception -> obligations.addAll(exception.obligations(request)));
    }
    return obligations;
  }

  /// Whether it denies the request by a rule that speaks of its very purpose, itself or in a rule
  /// that it is an exception to: that holds in an emergency as well.
  boolean locks(Request request) {
    return locks(request, false);
  }

  private boolean locks(Request request, boolean namedAbove) {
    if (!covers(request)) {
      return false;
    }
    boolean named = namedAbove || !purposesOfUse.isEmpty();
    boolean byAnException = provisions.stream().anyMatch(one -> one.locks(request, named));
    boolean decides = provisions.stream().allMatch(one -> one.judge(request).isEmpty());
    return byAnException || (decides && type == DENY && named);
  }

  private boolean covers(Request request) {
    return concerns(request)
        && within(purposesOfUse, request.purposeOfUse())
        && (researchUse == null || researchUse.covers(type, request))
        && within(actions, request.action())
        && within(dataClasses, request.dataClass())
        && (from == null || !request.at().isBefore(from))
        && (until == null || request.at().isBefore(until));
  }

  /// The suite's own services belong to no organisation: a permission extends to them, whomever it
  /// names, a denial only if it names them.
  private boolean concerns(Request request) {
    return actors.isEmpty()
        || actors.stream().anyMatch(actor -> actor.asks(request))
        || (type == PERMIT && request.role().equals(SERVICE));
  }

  private static boolean within(List<String> limit, @Nullable String value) {
    return limit.isEmpty() || (value != null && limit.contains(value));
  }
}
