package org.genomerecord.record.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a request stands neither in the envelope nor elsewhere in the decision, so that the
/// decision can be made again and come out the same.
///
/// @param dataClasses codes as they came, unknown ones included, each of at most 64 characters
/// @param researchUse terms of DUO and MONDO as they came, of another form as `unknown`
/// @param careTeams of the actor, in order
/// @param application that the actor used; null: the token names none
/// @param accountIndex keyed digest of the account of somebody who asks as a patient; null: asks as
///   somebody else
public record Asked(
    List<String> dataClasses,
    List<String> researchUse,
    List<String> careTeams,
    @Nullable String application,
    @Nullable String accountIndex) {
  public Asked {
    dataClasses = List.copyOf(dataClasses);
    researchUse = List.copyOf(researchUse);
    careTeams = List.copyOf(careTeams);
  }
}
