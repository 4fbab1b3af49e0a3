package org.genomerecord.interpretation.issuance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;

/// A synthetic call set in a vault, as ingestion-service tells of it.
public final class AcceptedCallSet {
  private AcceptedCallSet() {}

  /// @param key that seals which sample it is
  public static CallSetAccepted of(Pseudonym patient, SubjectKey key, VaultFile file) {
    var context = EventJson.write(new CallSetContext(SyntheticCallSet.SAMPLE));
    return new CallSetAccepted(
        new AccessionId("accession-1"),
        "north-lab",
        patient,
        new CallSetId("call-set-1"),
        "GRCh38",
        1,
        List.of(),
        file,
        key.seal(
            new UUID(0, 1),
            EventTypes.schemaOf(CallSetAccepted.class),
            context.getBytes(StandardCharsets.UTF_8)),
        Instant.parse("2026-01-01T12:00:00Z"),
        null);
  }

  /// Keeps a file of one record.
  public static VaultFile kept(Vault vault, SubjectKey key, String dataLine) {
    try (var draft = vault.draft(key, "call-set");
        var text = SyntheticCallSet.vcf(dataLine)) {
      text.transferTo(draft.bytes());
      return draft.keep();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
