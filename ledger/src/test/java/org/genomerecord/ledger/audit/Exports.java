package org.genomerecord.ledger.audit;

import java.nio.file.Path;
import java.util.List;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.tampering.SyntheticKeys;
import org.genomerecord.ledger.tampering.SyntheticLogs;
import org.genomerecord.ledger.tampering.TamperedExport;

/// An export of a few hundred synthetic events in a folder, and how it is verified.
final class Exports {
  static final SyntheticKeys KEYS = new SyntheticKeys();
  static final SyntheticLogs LOGS = SyntheticLogs.of(7, 60);

  private Exports() {}

  static TamperedExport honest(Path folder) {
    var export = new TamperedExport(folder, LOGS, KEYS);
    export.writeHonest();
    return export;
  }

  static AuditResult verify(Path folder, Path... checkpoints) {
    return verify(folder, KEYS.policy(true), checkpoints);
  }

  static AuditResult withoutWitness(Path folder, Path... checkpoints) {
    return verify(folder, KEYS.policy(false), checkpoints);
  }

  private static AuditResult verify(Path folder, Policy policy, Path... checkpoints) {
    return Verification.run(
        AuditRequest.of(folder, List.of(policy)).with(List.of(checkpoints)), Progress.NONE);
  }
}
