package org.genomerecord.interpretation.activation;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.Differences;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.reference.FastaReference;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.interpretation.variant.Reference;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// The knowledge releases that this service can interpret with. The build's own is active until an
/// activation in this service's log says otherwise. Blocks.
@ApplicationScoped
public class KnowledgeReleases {
  private final LogReader log;
  private final AppendSequencer sequencer;
  private final StoredReleases stored;
  private final ReleaseFiles ownFiles = ReleaseFiles.builtIn();
  private final Interpreter own;
  private final @Nullable Reference reference;
  private final Map<String, Interpreter> read;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Activations activations = Activations.NONE;

  /// @param inMemoryMax how many releases are kept in memory beside the build's own, at least 1
  /// @param fasta the sequence of GRCh38, indexed; may be left out
  /// @throws FastaReference.Unusable if it is named and cannot be used: then the service does not
  ///   start
  @Inject
  KnowledgeReleases(
      LogReader log,
      AppendSequencer sequencer,
      StoredReleases stored,
      @ConfigProperty(name = "interpretation.knowledge.releases-in-memory-max") int inMemoryMax,
      @ConfigProperty(name = "interpretation.reference.grch38-fasta") Optional<String> fasta) {
    this.log = log;
    this.sequencer = sequencer;
    this.stored = stored;
    this.reference =
        fasta.map(file -> FastaReference.open(Path.of(file), Assembly.GRCH38)).orElse(null);
    this.own = new Interpreter(ownFiles.release(), reference);
    this.read =
        new LinkedHashMap<>(inMemoryMax + 1, 1, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Interpreter> eldest) {
            return size() > inMemoryMax;
          }
        };
  }

  /// A later build will not have these tables, and a report of them may be asked for again.
  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    stored.store(ownFiles.release(), ownFiles, Caller.now(), null);
  }

  /// What to interpret with now: the log is asked each time, as another replica may have activated.
  ///
  /// @throws Refusal unavailable, if the log does not answer or the active release is not here
  public Interpreter active() {
    var name = activations().active(own.release());
    try {
      return named(name)
          .orElseThrow(() -> missing("the active knowledge release is not stored here: " + name));
    } catch (DefectiveKnowledge defect) {
      throw missing("the active knowledge release cannot be read: " + defect.getMessage());
    }
  }

  private static Refusal missing(String why) {
    return new Refusal(Category.UNAVAILABLE, "knowledge-missing", why);
  }

  /// A release by its name, active or not; empty if it is not known here.
  ///
  /// @throws DefectiveKnowledge if what is stored under the name is not that release
  public Optional<Interpreter> named(String release) {
    if (release.equals(own.release())) {
      return Optional.of(own);
    }
    reading.lock();
    try {
      var kept = read.get(release);
      if (kept != null) {
        return Optional.of(kept);
      }
      var found =
          stored.find(release).map(files -> new Interpreter(checked(release, files), reference));
      found.ifPresent(interpreter -> read.put(release, interpreter));
      return found;
    } finally {
      reading.unlock();
    }
  }

  /// Without a trust in the database: the name is the digest's.
  private static KnowledgeRelease checked(String name, ReleaseFiles files) {
    var release = files.release();
    if (!release.name().equals(name)) {
      throw new DefectiveKnowledge(name, "is not what is stored under its name");
    }
    return release;
  }

  /// The activation that holds now; empty: none yet, so that the build's own is active.
  Optional<KnowledgeReleaseActivated> activation() {
    return Optional.ofNullable(activations().latest());
  }

  /// The name of the release that is active now, whether it is here or not.
  String activeName() {
    return activations().active(own.release());
  }

  /// How a release differs from the active one.
  ///
  /// @throws Refusal not-found, if it is not known here
  Differences differences(String release) {
    return Differences.between(files(activeName()), files(release));
  }

  private ReleaseFiles files(String release) {
    return release.equals(own.release())
        ? ownFiles
        : stored.find(release).orElseThrow(() -> unknown());
  }

  private static Refusal unknown() {
    return new Refusal(
        Category.NOT_FOUND, "knowledge-unknown", "there is no knowledge release of that name");
  }

  /// Makes a release the active one, on record. One that is active already stays so, and nothing is
  /// recorded.
  ///
  /// @param inPlaceOf the release that was active when the differences were read
  /// @throws Refusal not-found, if the release is not known here; conflict, if another than
  ///   `inPlaceOf` is active; unsupported, if it cannot be read
  void activate(String release, String inPlaceOf, Attribution attribution) {
    Interpreter interpreter;
    try {
      interpreter = named(release).orElseThrow(() -> unknown());
    } catch (DefectiveKnowledge defect) {
      throw new Refusal(
          Category.UNSUPPORTED, "knowledge-defective", String.valueOf(defect.getMessage()));
    }
    var now = activations();
    var decided =
        now.decide(
            interpreter.release(),
            interpreter.digest(),
            inPlaceOf,
            own.release(),
            attribution.at());
    if (decided.isEmpty()) {
      return;
    }
    var fact = Append.fact(decided.get(), attribution, List.of(Activations.TAG));
    try {
      sequencer.append(new Append(fact.events(), Activations.CRITERIA, now.seen())).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof AppendConflict) {
        throw Activations.changedMeanwhile();
      }
      throw e.getCause() instanceof Refusal refusal ? refusal : e;
    }
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
