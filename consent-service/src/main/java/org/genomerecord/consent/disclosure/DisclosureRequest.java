package org.genomerecord.consent.disclosure;

import java.time.Instant;
import java.util.List;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// A request for patient data, as the policy sees it. Codes are as they came.
///
/// @param actor from the verified token
/// @param accountIndex keyed digest of the actor's own account
/// @param purposeOfUse HL7 v3 code, or null if none was stated
/// @param resource what for
/// @param requester the service that asks
/// @param at when; periods are judged at this instant
record DisclosureRequest(
    Actor actor,
    String accountIndex,
    @Nullable String purposeOfUse,
    String action,
    List<String> dataClasses,
    String resource,
    String requester,
    Instant at) {
  DisclosureRequest {
    dataClasses = List.copyOf(dataClasses);
  }
}
