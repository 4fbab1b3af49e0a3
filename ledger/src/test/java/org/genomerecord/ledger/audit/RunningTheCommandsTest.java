package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.proof.TlogProof;
import org.genomerecord.ledger.tampering.Mutation;
import org.genomerecord.ledger.tampering.Power;
import org.genomerecord.ledger.tampering.SyntheticKeys;
import org.genomerecord.ledger.tampering.TamperedExport;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.tree.Hash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningTheCommandsTest {
  @TempDir Path here;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path export = Path.of("");
  private Path policy = Path.of("");

  @BeforeEach
  void anExportAndAPolicy() throws IOException {
    export = here.resolve("export");
    policy = here.resolve("policy");
    Exports.honest(export);
    Files.writeString(policy, Exports.KEYS.policyText(true));
  }

  private int audit(Object... words) {
    var texts = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      texts[i] = words[i].toString();
    }
    return AuditCommand.commandLine(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(texts);
  }

  @Test
  void allPoliciesOfAFolderAreRead() throws IOException {
    var folder = Files.createDirectory(here.resolve("keys"));
    Files.copy(policy, folder.resolve("all.policy"));
    Files.writeString(folder.resolve("notes.txt"), "no policy");

    assertThat(audit("verify", export, "--policy", folder)).isZero();
  }

  @Test
  void aFolderWithoutPolicyIsSaid() throws IOException {
    var folder = Files.createDirectory(here.resolve("keys"));

    assertThat(audit("verify", export, "--policy", folder)).isEqualTo(4);
    assertThat(err.toString()).contains("there is no file *.policy in keys");
  }

  @Test
  void anHonestExportIsProvenInWordsAndInJson() throws IOException {
    var json = here.resolve("report.json");
    var text = here.resolve("report.txt");

    assertThat(audit("verify", export, "--policy", policy, "--json", json, "--report", text))
        .isZero();

    assertThat(out.toString()).startsWith("PROVEN");
    assertThat(Files.readString(text))
        .contains("PROVEN. Every check below was made and nothing was found.")
        .contains("ML-DSA-44")
        .contains("cosigned by      w at ")
        .contains("What this does not prove");
    var root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.path("proven").asBoolean()).isTrue();
    assertThat(root.path("logs")).hasSize(3);
    assertThat(root.path("checks")).hasSize(Check.values().length);
    assertThat(root.path("discrepancies")).isEmpty();
    assertThat(root.path("notProven")).isNotEmpty();
  }

  @Test
  void aTamperedExportIsNotProvenAndTheReportShowsNoPayload() throws IOException {
    Exports.honest(export)
        .tamper(AuditedLog.CONSENT, Mutation.SWAP_TWO, Power.ENTRIES, new Random(5));
    var json = here.resolve("report.json");

    assertThat(audit("verify", export, "--policy", policy, "--json", json)).isEqualTo(1);

    assertThat(out.toString())
        .contains("NOT PROVEN")
        .contains("leaf | consent.events, position ")
        .doesNotContain("ciphertext")
        .doesNotContain("TREAT");
    assertThat(Files.readString(json)).doesNotContain("ciphertext");
    assertThat(new ObjectMapper().readTree(json.toFile()).at("/discrepancies/0/event").asText())
        .hasSize(36);
  }

  @Test
  void missingFilesAreToldFromContradictions() throws IOException {
    Files.delete(export.resolve("consent.events/tile/1/000.p/2"));

    assertThat(audit("verify", export, "--policy", policy)).isEqualTo(4);
    assertThat(out.toString()).contains("NOT PROVEN. Files are missing").contains("no tile/1/000");
  }

  @Test
  void aTileOfLeavesThatIsMissingIsMissed() throws IOException {
    Files.delete(export.resolve("consent.events/tile/0/001"));

    assertThat(audit("verify", export, "--policy", policy)).isEqualTo(4);
    assertThat(out.toString()).containsPattern("no\\s+tile/0/001");
  }

  @Test
  void entriesThatAreMissingAreMissed() throws IOException {
    Files.delete(export.resolve("consent.events/tile/entries/001"));

    assertThat(audit("verify", export, "--policy", policy)).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("no\\s+tile/entries/001")
        .contains("the decision that it names is not recorded");
  }

  @Test
  void aLogThatIsMissingIsMissed() {
    TamperedExport.delete(export.resolve("ingestion.events"));

    assertThat(audit("verify", export, "--policy", policy)).isEqualTo(1);
    assertThat(out.toString())
        .contains("no ingestion.events/checkpoint")
        .contains("its call set was never accepted");
  }

  @Test
  void withoutAFolderOrAPolicyThereIsNothingToSay() {
    assertThat(audit("verify", here.resolve("nowhere"), "--policy", policy)).isEqualTo(4);
    assertThat(audit("verify", export, "--policy", here.resolve("none"))).isEqualTo(4);
    assertThat(audit("verify", export, "--policy", export.resolve("consent.events/checkpoint")))
        .isEqualTo(4);
    assertThat(audit("verify", export)).isEqualTo(2);
    assertThat(audit("verify", export, "--policy", policy, "--clock-tolerance=-PT1H")).isEqualTo(2);
    assertThat(audit("verify", export, "--policy", policy, "--clock-tolerance=P9999D"))
        .isEqualTo(2);
    assertThat(audit("verify", export, "--policy", policy, "--threads=0")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void aCheckpointThatIsNobodysIsNotPassedOver() throws IOException {
    var foreign = here.resolve("foreign");
    Files.writeString(
        foreign, new SyntheticKeys().sign(AuditedLog.CONSENT, 3, Hash.EMPTY_ROOT, 1).format());

    assertThat(audit("verify", export, "--policy", policy, "--checkpoint", foreign)).isEqualTo(1);
    assertThat(out.toString()).contains("foreign is not signed by this log");
  }

  @Test
  void aCheckpointOfNoneOfTheLogsIsNotPassedOver() throws IOException {
    var other = here.resolve("other");
    var honest = Exports.KEYS.sign(AuditedLog.CONSENT, 3, Hash.EMPTY_ROOT, 1).format();
    Files.writeString(other, honest.replaceFirst("consent", "elsewhere"));

    assertThat(audit("verify", export, "--policy", policy, "--checkpoint", other)).isEqualTo(1);
    assertThat(out.toString()).contains("other is not a checkpoint of any of the logs");
  }

  @Test
  void anEventIsProvenByIdAndByPosition() throws IOException {
    var entry = Exports.LOGS.entries(AuditedLog.CONSENT).get(300);
    var event = CanonicalEnvelope.decode(entry);
    var byId = here.resolve("by-id");
    var byPosition = here.resolve("by-position");

    assertThat(audit("prove", event.id(), "--folder", export, "--out", byId)).isZero();
    assertThat(audit("prove", "consent.events:300", "--folder", export, "--out", byPosition))
        .isZero();
    assertThat(audit("check", byId, "--policy", policy)).isZero();

    assertThat(byId).hasSameTextualContentAs(byPosition);
    assertThat(out.toString())
        .contains("PROVEN")
        .contains("position     300 of ")
        .contains(event.id().toString())
        .contains(event.type())
        .contains(event.actor())
        .doesNotContain(event.payload());
  }

  @Test
  void aProofOfSomethingElseIsNone() throws IOException {
    var file = here.resolve("proof");
    audit("prove", "ingestion.events:7", "--folder", export, "--out", file);
    var proof = TlogProof.parse(Files.readString(file));
    var other = Exports.LOGS.entries(AuditedLog.INGESTION).get(8);
    Files.writeString(
        file,
        new TlogProof(Octets.of(other), proof.index(), proof.path(), proof.checkpoint()).format());

    assertThat(audit("check", file, "--policy", policy)).isEqualTo(1);
    assertThat(out.toString()).doesNotContain("PROVEN:");
    assertThat(err.toString()).contains("NOT PROVEN");
  }

  @Test
  void aProofWithoutItsWitnessIsNone() throws IOException {
    var file = here.resolve("proof");
    audit("prove", "ingestion.events:7", "--folder", export, "--out", file);
    var proof = TlogProof.parse(Files.readString(file));
    var unwitnessed =
        Exports.honest(export)
            .signed(AuditedLog.INGESTION, Exports.LOGS.entries(AuditedLog.INGESTION));
    Files.writeString(
        file, new TlogProof(proof.extra(), proof.index(), proof.path(), unwitnessed).format());

    assertThat(audit("check", file, "--policy", policy)).isEqualTo(1);
    Files.writeString(policy, Exports.KEYS.policyText(false));
    assertThat(audit("check", file, "--policy", policy)).isZero();
  }

  @Test
  void aProofOfACheckpointSignedWithOneOfTwoKeysIsNone() throws IOException {
    var file = here.resolve("proof");
    audit("prove", "ingestion.events:7", "--folder", export, "--out", file);
    var proof = TlogProof.parse(Files.readString(file));
    var note = proof.checkpoint().note();
    var halved = new Note(note.text(), note.signatures().subList(1, note.signatures().size()));
    Files.writeString(
        file,
        new TlogProof(proof.extra(), proof.index(), proof.path(), SignedCheckpoint.of(halved))
            .format());

    assertThat(audit("check", file, "--policy", policy)).isEqualTo(1);
    assertThat(err.toString()).contains("not signed with its key");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThat(audit("prove", "consent.events:1", "--folder", here.resolve("nowhere")))
        .isEqualTo(4);
    assertThat(err.toString()).contains("there is no ").contains("nowhere");
  }

  @Test
  void aLogThatIsNotThereIsAnsweredWithThoseThatAre() {
    assertThat(audit("prove", "bogus.events:1", "--folder", export)).isEqualTo(4);
    assertThat(err.toString()).contains("consent.events, ingestion.events, interpretation.events");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "prove", "check"})
  void eachCommandExplainsItself(String command) {
    assertThat(audit(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage:").contains(command);
  }

  @Test
  void whatIsNotThereCannotBeProven() {
    assertThat(audit("prove", "consent.events:100000", "--folder", export)).isEqualTo(4);
    assertThat(audit("prove", UUID.randomUUID(), "--folder", export)).isEqualTo(4);
    assertThat(audit("prove", "nothing", "--folder", export)).isEqualTo(4);
  }

  @Test
  void anAlteredExportProvesNothing() {
    Exports.honest(export)
        .tamper(AuditedLog.CONSENT, Mutation.REWRITE_EVERYTHING, Power.TREE, new Random(5));

    assertThat(audit("prove", "consent.events:3", "--folder", export)).isEqualTo(1);
  }
}
