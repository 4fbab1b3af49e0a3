package org.genomerecord.consent.disclosure;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// Who asks, as far as a provision can name it; all of it from the verified token.
///
/// @param careTeams that the actor belongs to
/// @param application that the actor uses; null: the token names none
/// @param accountIndex keyed digest of the actor's own account
record Asker(
    Actor actor, Set<String> careTeams, @Nullable String application, String accountIndex) {
  Asker {
    careTeams = Collections.unmodifiableSet(new TreeSet<>(careTeams));
  }
}
