package org.genomerecord.record.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What can happen to a consent, in the words of the FHIR Consent resource.
public sealed interface ConsentEvent extends PatientEvent {
  ConsentId consent();

  /// The patient granted a consent: a rule that permits or denies, with its exceptions.
  ///
  /// @param wording what the patient was shown in plain words; null: nothing that is kept here
  /// @param replaces the consent that this one is a changed form of; it is withdrawn by an event of
  ///   the same append
  @Event(namespace = "consent", name = "ConsentGranted", version = "3")
  @EarlierVersion(value = "1", upcast = OneRuleThatPermits.class)
  @EarlierVersion(value = "2", upcast = PlainConsent.class)
  record ConsentGranted(
      @EventTag(key = "consent") ConsentId consent,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Provision provision,
      @Nullable Wording wording,
      @Nullable ConsentId replaces,
      Instant grantedAt)
      implements ConsentEvent {
    /// Without a wording, and in place of no other.
    public ConsentGranted(
        ConsentId consent, Pseudonym patient, Provision provision, Instant grantedAt) {
      this(consent, patient, provision, null, null, grantedAt);
    }
  }

  /// The patient withdrew a consent: no decision made from here on rests on it.
  @Event(namespace = "consent", name = "ConsentWithdrawn", version = "1")
  record ConsentWithdrawn(
      @EventTag(key = "consent") ConsentId consent,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Instant withdrawnAt)
      implements ConsentEvent {}

  /// Version 2 had neither wording nor limits of research, and replaced nothing.
  final class PlainConsent implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> granted) {
      if (granted.containsKey("wording") || granted.containsKey("replaces")) {
        throw new IllegalArgumentException("no consent of version 2");
      }
      requireNone(granted.get("provision"));
      return granted;
    }

    private static void requireNone(@Nullable Object rule) {
      if (!(rule instanceof Map<?, ?> provision)
          || provision.containsKey("researchUse")
          || !(provision.get("provisions") instanceof List<?> exceptions)) {
        throw new IllegalArgumentException("no provision of version 2");
      }
      exceptions.forEach(PlainConsent::requireNone);
    }
  }

  /// Version 1 had one rule: it permitted, for one purpose, to organisations only, and had no
  /// exceptions.
  final class OneRuleThatPermits implements EarlierVersion.Upcast {
    private static final Set<String> FIELDS =
        Set.of("purposeOfUse", "actions", "dataClasses", "organisations", "from", "until");

    @Override
    public Map<String, Object> apply(Map<String, Object> granted) {
      var next = new LinkedHashMap<>(granted);
      if (!(granted.get("provision") instanceof Map<?, ?> earlier)) {
        throw new IllegalArgumentException("no provision of version 1");
      }
      next.put("provision", provision(earlier));
      return next;
    }

    private static Map<String, Object> provision(Map<?, ?> earlier) {
      var provision = new LinkedHashMap<String, Object>();
      earlier.forEach((field, value) -> provision.put(String.valueOf(field), value));
      // What an absent limit means now, it did not mean then.
      if (!provision.keySet().equals(FIELDS)
          || provision.containsValue(null)
          || !(provision.remove("organisations") instanceof List<?> organisations)
          || organisations.contains(null)
          || isEmptyList(provision.get("actions"))
          || isEmptyList(provision.get("dataClasses"))) {
        throw new IllegalArgumentException("no provision of version 1");
      }
      provision.put("type", "permit");
      provision.put("purposesOfUse", List.of(provision.remove("purposeOfUse")));
      provision.put(
          "actors",
          organisations.stream().map(id -> Map.of("kind", "organisation", "id", id)).toList());
      provision.put("provisions", List.of());
      return provision;
    }

    private static boolean isEmptyList(@Nullable Object value) {
      return !(value instanceof List<?> list) || list.isEmpty() || list.contains(null);
    }
  }
}
