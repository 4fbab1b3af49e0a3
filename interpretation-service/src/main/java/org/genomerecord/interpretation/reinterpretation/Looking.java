package org.genomerecord.interpretation.reinterpretation;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.jspecify.annotations.Nullable;

/// How an interpretation is looked at again.
///
/// @param why which an amendment gives as its reason, unless it is that knowledge changed
/// @param action that the patient has to permit
record Looking(Reason why, Interpreter interpreter, Action action) {
  private static final Set<Reason> AS_BEFORE =
      Set.of(Reason.RESULT_WITHDRAWN, Reason.RESULT_CORRECTED);

  /// To go on with what the laboratory set right is the same use of the call set as before, and no
  /// analysis that a patient may want to be asked about: who may read the report may have it set
  /// right. It is so only with the knowledge of before. Where that is not to be had it is another
  /// analysis, and asked for as one.
  ///
  /// @param knowledge the release that it was made with; null: not known
  /// @param named a release by its name; empty: not here
  static Looking again(
      Reason why,
      @Nullable String knowledge,
      Interpreter active,
      Function<String, Optional<Interpreter>> named) {
    if (!AS_BEFORE.contains(why) || knowledge == null) {
      return new Looking(why, active, Action.REANALYSE);
    }
    return ofBefore(knowledge, active, named)
        .map(before -> new Looking(why, before, Action.USE))
        .orElseGet(() -> new Looking(why, active, Action.REANALYSE));
  }

  private static Optional<Interpreter> ofBefore(
      String knowledge, Interpreter active, Function<String, Optional<Interpreter>> named) {
    if (knowledge.equals(active.release())) {
      return Optional.of(active);
    }
    try {
      return named.apply(knowledge);
    } catch (DefectiveKnowledge _) {
      return Optional.empty();
    }
  }

  /// That a laboratory set a result right is told as such, with whatever knowledge it was done.
  ///
  /// @param knowledge the release that was looked at was made with
  Reason reason(@Nullable String knowledge) {
    return AS_BEFORE.contains(why) || interpreter.release().equals(knowledge)
        ? why
        : Reason.KNOWLEDGE_RELEASE;
  }
}
