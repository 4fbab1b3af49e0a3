package org.genomerecord.consent.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// A request for patient data, as the policy sees it. Codes are as they came.
///
/// @param purposeOfUse HL7 v3 code, or null if none was stated
/// @param researchUse terms of the use in research; a term of another form than DUO, MONDO and
///   their values is kept as `unknown`, as anything could stand in it
/// @param resource what for
/// @param requester the service that asks
/// @param at when; periods are judged at this instant
record DisclosureRequest(
    Asker asker,
    @Nullable String purposeOfUse,
    List<String> researchUse,
    String action,
    List<String> dataClasses,
    String resource,
    String requester,
    Instant at) {
  /// Codes and how long they may be, so that the decision fits into its event. Longer ones are cut:
  /// they are unknown either way.
  static final int CODES_MAX = 32;

  static final int CODE_LENGTH_MAX = 64;

  static final String UNKNOWN_TERM = "unknown";

  private static final Pattern TERM =
      Pattern.compile("MONDO:[0-9]{7}|DUO:[0-9]{7}(=[A-Za-z0-9-]{1,52})?");

  DisclosureRequest {
    researchUse =
        researchUse.stream()
            .map(term -> TERM.matcher(term).matches() ? term : UNKNOWN_TERM)
            .toList();
    action = shortened(action);
    dataClasses = dataClasses.stream().map(DisclosureRequest::shortened).toList();
    if (dataClasses.size() > CODES_MAX || researchUse.size() > CODES_MAX) {
      throw new IllegalArgumentException(
          "a request names at most 32 classes of data and 32 terms of its use in research");
    }
  }

  Actor actor() {
    return asker.actor();
  }

  private static String shortened(String code) {
    return code.length() <= CODE_LENGTH_MAX ? code : code.substring(0, CODE_LENGTH_MAX);
  }
}
