package org.genomerecord.consent.audit;

import java.time.Instant;
import java.util.List;
import org.genomerecord.consent.audit.TrailPage.Proof;
import org.genomerecord.consent.words.PlainWords;
import org.jspecify.annotations.Nullable;

/// A disclosure as it is accounted for (45 CFR 164.528(b)(2)): when, to whom, what, and why.
///
/// @param dataClasses that were disclosed, in codes
/// @param resource what for
/// @param purpose in plain words
record Disclosure(
    Instant date,
    Recipient recipient,
    String action,
    List<String> dataClasses,
    @Nullable String resource,
    @Nullable String purposeOfUse,
    String purpose,
    @Nullable String decision,
    List<String> consents,
    String cursor,
    Proof proof) {
  Disclosure {
    dataClasses = List.copyOf(dataClasses);
    consents = List.copyOf(consents);
  }

  /// Ids, as tokens name them.
  record Recipient(String actor, String role, @Nullable String organisation) {}

  static Disclosure of(TrailPage.Row row) {
    var entry = row.entry();
    return new Disclosure(
        entry.recordedAt,
        new Recipient(entry.actor, entry.role, entry.organisation),
        entry.action == null ? "" : entry.action,
        entry.dataClasses,
        entry.resource,
        entry.purposeOfUse,
        PlainWords.ofPurpose(entry.purposeOfUse),
        entry.decision,
        entry.consents,
        row.cursor(),
        row.proof());
  }
}
