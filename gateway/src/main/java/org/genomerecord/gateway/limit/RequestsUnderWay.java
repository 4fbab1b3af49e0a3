package org.genomerecord.gateway.limit;

import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many requests of each caller are under way here, so that nobody takes all the connections to
/// a service from the others. Of this process alone; safe for any thread.
@Singleton
public final class RequestsUnderWay {
  private final int perCallerMax;

  /// Only of callers that have any.
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  RequestsUnderWay(Limits limits) {
    this.perCallerMax = limits.requestsUnderWayPerCallerMax();
  }

  /// Takes one more of a caller's, who has to [#leave] once it is answered or given up.
  ///
  /// @return whether the caller is still within its bound: if not, none was taken
  public boolean enter(String caller) {
    boolean entered = counts.merge(caller, 1, Integer::sum) <= perCallerMax;
    if (!entered) {
      leave(caller);
    }
    return entered;
  }

  /// Gives one of them back.
  public void leave(String caller) {
    counts.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
  }
}
