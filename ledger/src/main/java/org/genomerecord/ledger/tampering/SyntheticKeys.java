package org.genomerecord.ledger.tampering;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.audit.AuditedLog;
import org.genomerecord.ledger.checkpoint.Checkpoint;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tree.Hash;

/// New keys, in memory, of three logs and a witness. Signs whatever it is told to, as somebody who
/// has the keys can.
public final class SyntheticKeys {
  private static final String WITNESS = "witness.example";

  private final Map<AuditedLog, List<NoteSigner>> logs = new EnumMap<>(AuditedLog.class);
  private final NoteSigner witness = signer(WITNESS, SignatureType.COSIGNATURE_ED25519);

  public SyntheticKeys() {
    for (var log : AuditedLog.values()) {
      logs.put(log, KeyFolder.LOG.stream().map(type -> signer(origin(log), type)).toList());
    }
  }

  private static String origin(AuditedLog log) {
    return "ledger.example/" + log.folderName();
  }

  private static NoteSigner signer(String name, SignatureType type) {
    try {
      var pair = KeyPairGenerator.getInstance(type.algorithm()).generateKeyPair();
      return new NoteSigner(VerifierKey.of(name, type, pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A checkpoint signed with all keys of the log.
  public SignedCheckpoint sign(AuditedLog log, long size, Hash root, long timestampSeconds) {
    var checkpoint = new Checkpoint(origin(log), size, root);
    var signatures =
        logs.getOrDefault(log, List.of()).stream()
            .map(signer -> signer.sign(checkpoint.text(), timestampSeconds))
            .toList();
    return new SignedCheckpoint(new Note(checkpoint.text(), signatures), checkpoint);
  }

  /// The checkpoint with the witness's cosignature.
  public SignedCheckpoint cosign(SignedCheckpoint checkpoint, long timestampSeconds) {
    return checkpoint.with(List.of(witness.sign(checkpoint.note().text(), timestampSeconds)));
  }

  /// Trusts the three logs, and asks for the witness if so wished.
  public Policy policy(boolean witnessed) {
    return Policy.parse(policyText(witnessed));
  }

  /// The same as a file.
  public String policyText(boolean witnessed) {
    var text = new StringBuilder();
    logs.values()
        .forEach(signers ->
            signers.forEach(signer -> text.append("log ").append(signer.verifier()).append('\n')));
    text.append("witness w ").append(witness.verifier()).append('\n');
    text.append("quorum ").append(witnessed ? "w" : "none").append('\n');
    return text.toString();
  }
}
