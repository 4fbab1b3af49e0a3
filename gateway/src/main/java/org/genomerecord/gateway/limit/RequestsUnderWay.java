package org.genomerecord.gateway.limit;

import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// How many requests of each caller are under way here, so that nobody takes all the connections to
/// a service from the others. Of this process alone; safe for any thread.
///
/// Not every end is told: where a line breaks in the middle of a body, what is written to it as an
/// answer may be told to nobody. So before a caller is turned away, its requests are looked at.
@Singleton
public final class RequestsUnderWay {
  private final int perCallerMax;

  /// Only of callers that have any.
  private final ConcurrentMap<String, Set<HttpServerResponse>> unanswered =
      new ConcurrentHashMap<>();

  RequestsUnderWay(Limits limits) {
    this.perCallerMax = limits.requestsUnderWayPerCallerMax();
  }

  /// Takes one more of a caller's, who has to [#leave] once it is answered or given up.
  ///
  /// @return whether the caller is still within its bound: if not, none was taken
  public boolean enter(String caller, HttpServerResponse response) {
    var before = new ArrayList<HttpServerResponse>();
    if (add(caller, response, before)) {
      return true;
    }
    // A response is asked under the lock of its connection, which also holds as its end is told:
    // so without any lock of ours.
    before.stream()
        .filter(one -> one.ended() || one.closed())
        .forEach(ended -> leave(caller, ended));
    return add(caller, response, before);
  }

  /// @param full gets those that are under way, if there are too many
  private boolean add(String caller, HttpServerResponse response, List<HttpServerResponse> full) {
    var added = new AtomicBoolean();
    unanswered.compute(
        caller,
        (_, before) -> {
          var now = before == null ? identities() : before;
          added.set(now.size() < perCallerMax);
          if (added.get()) {
            now.add(response);
          } else {
            full.addAll(now);
          }
          return now;
        });
    return added.get();
  }

  private static Set<HttpServerResponse> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /// Gives one of them back; once again changes nothing.
  public void leave(String caller, HttpServerResponse response) {
    unanswered.computeIfPresent(
        caller,
        (_, before) -> {
          before.remove(response);
          return before.isEmpty() ? null : before;
        });
  }
}
