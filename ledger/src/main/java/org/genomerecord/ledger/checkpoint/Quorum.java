package org.genomerecord.ledger.checkpoint;

import java.util.List;
import java.util.Set;

/// What the witnesses of a checkpoint must amount to (C2SP tlog-policy, "Defining the quorum").
public sealed interface Quorum {
  /// No witness is needed.
  record None() implements Quorum {}

  /// One witness must have cosigned.
  ///
  /// @param name in the policy
  record One(String name) implements Quorum {}

  /// At least so many of the members must be reached.
  ///
  /// @param threshold from 1 to the number of members
  record Group(int threshold, List<Quorum> members) implements Quorum {
    public Group {
      members = List.copyOf(members);
      if (threshold < 1 || threshold > members.size()) {
        throw new IllegalArgumentException("a threshold is from 1 to the number of members");
      }
    }
  }

  /// Whether these witnesses suffice.
  default boolean reachedBy(Set<String> cosigned) {
    return switch (this) {
      case None() -> true;
      case One(var name) -> cosigned.contains(name);
      case Group(var threshold, var members) ->
          members.stream().filter(member -> member.reachedBy(cosigned)).count() >= threshold;
    };
  }
}
