package org.genomerecord.consent.provision;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// A provision as a patient asks for it. What could not be honoured to the letter is refused: a
/// misspelt code would permit nothing, or worse, deny nothing.
///
/// @param actors null or empty: anybody; likewise the other lists
/// @param researchUse null: any, and what is no research as well
/// @param from RFC 3339, inclusive; null: the first rule from now on, an exception as long as its
///   rule
/// @param until RFC 3339, exclusive
record AskedProvision(
    @Nullable ProvisionType type,
    @Nullable Set<Party> actors,
    @Nullable Set<String> purposesOfUse,
    @Nullable ResearchUse researchUse,
    @Nullable Set<Action> actions,
    @Nullable Set<DataClass> dataClasses,
    @Nullable String from,
    @Nullable String until,
    @Nullable List<AskedProvision> provisions) {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// The provision to be granted.
  ///
  /// @throws Refusal incorrect, if it names an unknown code, has a period that ends before it
  ///   begins, has too many rules, or permits without a limit
  Provision toProvision(Instant now) {
    var provision = rule("provision", now);
    var lack = Completeness.lackOf(provision);
    if (lack.isPresent()) {
      var place = new StringBuilder("provision");
      lack.get().place().forEach(number -> place.append("/provisions/").append(number));
      throw refused("provision-incomplete", place.toString(), lack.get().why());
    }
    return provision;
  }

  /// @param begin unless it says one itself
  private Provision rule(String path, @Nullable Instant begin) {
    if (type == null) {
      throw refused("provision-incomplete", path, "type is permit or deny");
    }
    if (Stream.of(actors, purposesOfUse, actions, dataClasses, provisions)
        .anyMatch(AskedProvision::holdsNull)) {
      throw refused("provision", path, "a list holds a null");
    }
    for (var purpose : orEmpty(purposesOfUse)) {
      if (!PurposeOfUse.isKnown(purpose)) {
        throw refused("purpose-unknown", path, "a purpose of use is an HL7 v3 code, such as TREAT");
      }
    }
    for (var actor : orEmpty(actors)) {
      if (actor.kind() == Party.Kind.ROLE && !Roles.isRole(actor.id())) {
        throw refused("role-unknown", path, "an actor's role is one of " + Roles.all());
      }
    }
    var exceptions = new ArrayList<Provision>();
    for (var exception : provisions == null ? List.<AskedProvision>of() : provisions) {
      exceptions.add(exception.rule(path + "/provisions/" + exceptions.size(), null));
    }
    try {
      return new Provision(
          type,
          orEmpty(actors),
          orEmpty(purposesOfUse),
          researchUse,
          orEmpty(actions),
          orEmpty(dataClasses),
          from == null ? begin : time(from, path),
          until == null ? null : time(until, path),
          exceptions);
    } catch (IllegalArgumentException e) {
      throw refused("provision", path, String.valueOf(e.getMessage()));
    }
  }

  private static Instant time(String text, String path) {
    try {
      var time = Instant.parse(text);
      if (!time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // Said below, without what was sent.
    }
    throw refused("provision", path, "a time is written 2027-12-31T00:00:00Z, up to the year 9999");
  }

  private static boolean holdsNull(@Nullable Collection<?> values) {
    return values != null && values.stream().anyMatch(Objects::isNull);
  }

  private static <T> Set<T> orEmpty(@Nullable Set<T> values) {
    return values == null ? Set.of() : values;
  }

  private static Refusal refused(String code, String path, String why) {
    return new Refusal(Category.INCORRECT, code, path + ": " + why);
  }
}
