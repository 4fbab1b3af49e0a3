package org.genomerecord.interpretation.activation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.LogReader;

/// The knowledge releases that this service can interpret with. The build's own is active until an
/// activation in this service's log says otherwise.
@ApplicationScoped
public class KnowledgeReleases {
  private final LogReader log;
  private final Interpreter builtIn = new Interpreter(KnowledgeRelease.builtIn());
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Activations activations = Activations.NONE;

  KnowledgeReleases(LogReader log) {
    this.log = log;
  }

  /// What to interpret with now: the log is asked each time, as another replica may have activated.
  /// Blocks.
  ///
  /// @throws Refusal unavailable, if the log does not answer or the active release is not here
  public Interpreter active() {
    var latest = activations().latest();
    if (latest == null) {
      return builtIn;
    }
    return named(latest.release())
        .orElseThrow(() ->
            new Refusal(
                Category.UNAVAILABLE,
                "knowledge-missing",
                "the active knowledge release is not stored here: " + latest.release()));
  }

  /// A release by its name, active or not; empty if it is not known here. Blocks.
  public Optional<Interpreter> named(String release) {
    return release.equals(builtIn.release()) ? Optional.of(builtIn) : Optional.empty();
  }

  private Activations activations() {
    reading.lock();
    try {
      var before = activations;
      var now = before.with(Awaiting.result(log.matching(Activations.CRITERIA, before.seen() + 1)));
      activations = now;
      return now;
    } finally {
      reading.unlock();
    }
  }
}
