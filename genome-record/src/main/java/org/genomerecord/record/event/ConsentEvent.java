package org.genomerecord.record.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/// What can happen to a consent, in the words of the FHIR Consent resource.
public sealed interface ConsentEvent extends PatientEvent {
  ConsentId consent();

  /// The patient granted a consent: a rule that permits or denies, with its exceptions.
  @Event(namespace = "consent", name = "ConsentGranted", version = "2")
  @EarlierVersion(value = "1", upcast = OneRuleThatPermits.class)
  record ConsentGranted(
      @EventTag(key = "consent") ConsentId consent,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Provision provision,
      Instant grantedAt)
      implements ConsentEvent {}

  /// The patient withdrew a consent: no decision made from here on rests on it.
  @Event(namespace = "consent", name = "ConsentWithdrawn", version = "1")
  record ConsentWithdrawn(
      @EventTag(key = "consent") ConsentId consent,
      @EventTag(key = "patient") @EventTag(key = "consents-of") Pseudonym patient,
      Instant withdrawnAt)
      implements ConsentEvent {}

  /// Version 1 had one rule: it permitted, for one purpose, to organisations only, and had no
  /// exceptions.
  final class OneRuleThatPermits implements EarlierVersion.Upcast {
    @Override
    public Map<String, Object> apply(Map<String, Object> granted) {
      var next = new LinkedHashMap<>(granted);
      if (granted.get("provision") instanceof Map<?, ?> earlier) {
        next.put("provision", provision(earlier));
      }
      return next;
    }

    private static Map<String, Object> provision(Map<?, ?> earlier) {
      var provision = new LinkedHashMap<String, Object>();
      earlier.forEach((field, value) -> provision.put(String.valueOf(field), value));
      provision.put("type", "permit");
      provision.put("purposesOfUse", Collections.singletonList(provision.remove("purposeOfUse")));
      provision.put("actors", organisations(provision.remove("organisations")));
      provision.put("provisions", List.of());
      return provision;
    }

    private static List<Map<String, Object>> organisations(@Nullable Object ids) {
      return ids instanceof List<?> list
          ? list.stream()
              .map(id -> Map.<String, Object>of("kind", "organisation", "id", id))
              .toList()
          : List.of();
    }
  }
}
