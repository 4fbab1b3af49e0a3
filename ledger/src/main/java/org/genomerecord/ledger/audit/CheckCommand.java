package org.genomerecord.ledger.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.proof.TlogProof;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tree.InvalidProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Check a proof of one event, offline, with public keys alone.",
    footer = AuditCommand.EXIT_CODES)
final class CheckCommand implements Callable<Integer> {
  /// An entry in base64, a path and a checkpoint are far shorter.
  private static final long BYTES_MAX = 1 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "the proof")
  private Path file = Path.of("");

  @Mixin private PolicyFiles policies = new PolicyFiles();

  @Override
  public Integer call() throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new AuditFault(file.getFileName() + " is too large for a proof");
    }
    var proof = TlogProof.parse(StrictText.fromUtf8(Files.readAllBytes(file)));
    var trusted = new Policies(policies.read());
    var extra = proof.extra();
    if (extra == null) {
      throw new AuditFault("the proof does not hold the event that it is about");
    }
    var checkpoint = proof.checkpoint().checkpoint();
    var judgement = trusted.judge(proof.checkpoint());
    if (!judgement.accepted()) {
      throw new InvalidProof(
          "the checkpoint is not to be trusted: " + judgement.unsigned() + judgement.unwitnessed());
    }
    var entry = extra.bytes();
    proof.verify(
        entry,
        trusted
            .of(checkpoint.origin())
            .orElseThrow(() -> new InvalidProof("no policy is of " + checkpoint.origin())));
    print(proof, CanonicalEnvelope.decode(entry), judgement);
    return AuditResult.PROVEN;
  }

  private void print(TlogProof proof, CanonicalEnvelope event, Policies.Judgement judgement) {
    var checkpoint = proof.checkpoint().checkpoint();
    var out = spec.commandLine().getOut();
    out.println("PROVEN: this event stands in this log, and has not been altered.");
    out.println();
    out.println("log          " + checkpoint.origin());
    out.println("position     " + proof.index() + " of " + checkpoint.size());
    out.println("event        " + event.id());
    out.println("type         " + event.type() + ", version " + event.version());
    out.println("recorded at  " + event.recordedAt());
    out.println("actor        " + event.actor() + " (" + event.role() + ")");
    out.println("organisation " + (event.organisation() == null ? "-" : event.organisation()));
    out.println("purpose      " + (event.purposeOfUse() == null ? "-" : event.purposeOfUse()));
    judgement.keys().forEach(key -> out.println("signed with  " + key));
    new TreeMap<>(judgement.witnesses())
        .forEach((name, seconds) ->
            out.println("cosigned by  " + name + " at " + Instant.ofEpochSecond(seconds)));
    if (judgement.witnesses().isEmpty()) {
      out.println("cosigned by  nobody: the policy asks for no witness");
    }
    out.flush();
  }
}
