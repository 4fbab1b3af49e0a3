package org.genomerecord.interpretation.activation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader.Found;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// What the log says about activations, up to a position. Pure.
///
/// @param latest null: none yet, so that the build's own release is active
/// @param seen last position of the log that this accounts for; -1: nothing
record Activations(@Nullable KnowledgeReleaseActivated latest, long seen) {
  /// The tag that all activations carry.
  static final String TAG = "knowledge:" + KnowledgeEvent.PANELS;

  /// By tag alone: an activation of a newer version stops the service instead of being left out.
  static final List<Criterion> CRITERIA = List.of(new Criterion(Set.of(TAG), Set.of()));

  private static final EventTypes<KnowledgeEvent> TYPES = EventTypes.of(KnowledgeEvent.class);

  static final Activations NONE = new Activations(null, -1);

  /// With what was found after [#seen].
  ///
  /// @throws org.genomerecord.record.sourcing.UnknownEvent if a newer release of this software
  ///   wrote one of them
  Activations with(Found found) {
    var last = latest;
    for (var stored : found.events()) {
      last = read(stored);
    }
    return new Activations(last, found.head());
  }

  /// The name of the release that is active.
  ///
  /// @param own the build's
  String active(String own) {
    return latest == null ? own : latest.release();
  }

  /// Activating what was activated last is activating it once. The build's own release may be
  /// activated too: then it stays active when the next build has another.
  ///
  /// @param inPlaceOf the release that whoever activates takes for active
  /// @param own the build's release
  /// @throws Refusal conflict, if another is active
  Optional<KnowledgeReleaseActivated> decide(
      String release, String digest, String inPlaceOf, String own, Instant at) {
    if (latest != null && latest.release().equals(release)) {
      return Optional.empty();
    }
    if (!active(own).equals(inPlaceOf)) {
      throw changedMeanwhile();
    }
    return Optional.of(
        new KnowledgeReleaseActivated(
            KnowledgeEvent.PANELS, release, digest, latest == null ? null : latest.release(), at));
  }

  static Refusal changedMeanwhile() {
    return new Refusal(
        Category.CONFLICT,
        "knowledge-changed",
        "another release was activated meanwhile; read the differences again");
  }

  private static KnowledgeReleaseActivated read(StoredEvent stored) {
    var envelope = stored.envelope();
    return switch (TYPES.read(envelope.type(), envelope.version(), envelope.payload())) {
      case KnowledgeReleaseActivated activated -> activated;
    };
  }
}
