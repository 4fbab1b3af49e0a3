package org.genomerecord.record.edge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.genomerecord.record.event.AccessEvent.AccessRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.jspecify.annotations.Nullable;

/// Records that a known caller was refused at the door. The refusal goes out only when it is on
/// record.
@ApplicationScoped
public class AccessRefusals {
  private final AppendSequencer sequencer;

  AccessRefusals(AppendSequencer sequencer) {
    this.sequencer = sequencer;
  }

  /// @param operation method and route template
  /// @param reason stable code
  public Uni<Void> record(
      Attribution attribution, @Nullable Pseudonym patient, String operation, String reason) {
    var refused = new AccessRefused(patient, operation, reason, attribution.at());
    var tags = patient == null ? List.<String>of() : List.of("patient:" + patient);
    var append = Append.fact(refused, attribution, tags);
    return Uni.createFrom().completionStage(() -> sequencer.append(append)).replaceWithVoid();
  }
}
