package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.Objects;

/// Whom a provision is about (FHIR R4 `Consent.provision.actor`).
///
/// @param id of the person, role, organisation, care team or application, as it stands in verified
///   tokens
public record Party(Kind kind, String id) implements Comparable<Party> {
  private static final Comparator<Party> ORDER =
      Comparator.comparing(Party::kind).thenComparing(Party::id);

  /// What an id is the id of. A stored code never changes its meaning.
  public enum Kind {
    /// One person.
    @JsonProperty("person")
    PERSON,
    /// Everybody who acts in a role, such as `clinician`.
    @JsonProperty("role")
    ROLE,
    /// Every member of an organisation.
    @JsonProperty("organisation")
    ORGANISATION,
    /// Every member of a care team, within an organisation or across several.
    @JsonProperty("care-team")
    CARE_TEAM,
    /// One program, whoever uses it (OAuth client, OpenID Connect `azp`).
    @JsonProperty("application")
    APPLICATION
  }

  /// @throws IllegalArgumentException if the id has another form than identifiers have
  public Party {
    Objects.requireNonNull(kind, "a party is of some kind");
    Identifiers.check(id);
  }

  /// The members of an organisation.
  public static Party organisation(String id) {
    return new Party(Kind.ORGANISATION, id);
  }

  @Override
  public int compareTo(Party other) {
    return ORDER.compare(this, other);
  }
}
