package org.genomerecord.interpretation.issuance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;

/// Findings on their way into the seal and out of it.
public final class SealedFindings {
  private static final String SCHEMA = EventTypes.schemaOf(InterpretationIssued.class);

  private record Findings(List<Finding> findings) {
    @Override
    public String toString() {
      return "Findings[…]";
    }
  }

  private SealedFindings() {}

  static Sealed seal(UUID event, List<Finding> findings, SubjectKey key) {
    return key.seal(
        event, SCHEMA, EventJson.write(new Findings(findings)).getBytes(StandardCharsets.UTF_8));
  }

  /// @throws org.genomerecord.record.seal.Unsealable if it is not under this key
  public static List<Finding> open(Sealed sealed, SubjectKey key) {
    return EventJson.read(
            new String(key.open(sealed, SCHEMA), StandardCharsets.UTF_8), Findings.class)
        .findings();
  }
}
