package org.genomerecord.ledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.note.Note;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tree.Hash;
import org.junit.jupiter.api.Test;

class JudgingByAPolicyTest {
  private static final String ORIGIN = "example.org/log";
  private static final long TIME = 1_800_000_000;

  private final LogSigner log = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
  private final List<NoteSigner> witnesses =
      IntStream.range(0, 6)
          .mapToObj(i -> Keys.signer("w" + i, SignatureType.COSIGNATURE_ED25519))
          .toList();

  /// The example of the specification, with its two levels of groups.
  private String policy() {
    var lines = new ArrayList<String>();
    lines.add("# who may sign");
    log.verifiers().forEach(key -> lines.add("log " + key));
    for (int i = 0; i < 6; i++) {
      var name = i < 3 ? "X" + (i + 1) : "Y" + (i - 2);
      lines.add(" witness\t" + name + " " + witnesses.get(i).verifier() + " https://w.example/ ");
    }
    lines.add("");
    lines.add("group X-witnesses 2 X1 X2 X3");
    lines.add("group Y-witnesses any Y1 Y2 Y3");
    lines.add("group X-and-Y all X-witnesses Y-witnesses");
    lines.add("quorum X-and-Y");
    return String.join("\n", lines) + "\n";
  }

  private SignedCheckpoint cosigned(SignedCheckpoint checkpoint, int... by) {
    return checkpoint.with(
        IntStream.of(by)
            .mapToObj(i -> witnesses.get(i).sign(checkpoint.note().text(), TIME + i))
            .toList());
  }

  @Test
  void aQuorumOfGroupsIsReachedOrNot() {
    var policy = Policy.parse(policy());
    var checkpoint = log.first(TIME);

    assertThat(policy.judge(cosigned(checkpoint, 0, 1, 3)).accepted()).isTrue();
    assertThat(policy.judge(cosigned(checkpoint, 0, 2, 3, 4)).accepted()).isTrue();
    assertThat(policy.judge(cosigned(checkpoint, 0, 3, 4, 5)).accepted()).isFalse();
    assertThat(policy.judge(cosigned(checkpoint, 0, 1, 2)).accepted()).isFalse();
    assertThat(policy.judge(cosigned(checkpoint, 0, 0, 3)).accepted()).isFalse();
    assertThat(policy.judge(checkpoint).reason()).isEqualTo("its witnesses are no quorum");
  }

  @Test
  void theVerdictNamesWhoSignedAndWhen() {
    var verdict = Policy.parse(policy()).judge(cosigned(log.first(TIME), 0, 1, 3));

    assertThat(verdict.logs()).containsExactlyInAnyOrderElementsOf(log.verifiers());
    assertThat(verdict.witnesses()).isEqualTo(Map.of("X1", TIME, "X2", TIME + 1, "Y1", TIME + 3));
    assertThat(verdict.reason()).isEmpty();
  }

  @Test
  void witnessesDoNotStandInForTheLog() {
    var policy = Policy.parse(policy());
    var stranger = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG)).first(TIME);

    assertThat(policy.judge(cosigned(stranger, 0, 1, 3)).accepted()).isFalse();
    assertThat(policy.judge(cosigned(stranger, 0, 1, 3)).reason()).contains("no trusted log");
    assertThat(policy.judge(stranger).accepted()).isFalse();
  }

  @Test
  void aLogDoesNotSignForAnotherOrigin() {
    var text = new Checkpoint("another", 0, Hash.EMPTY_ROOT).text();
    var signer = Keys.signer(ORIGIN, SignatureType.ED25519);
    var policy = Policy.parse("log " + signer.verifier() + "\nquorum none\n");
    var note = new Note(text, List.of(signer.sign(text, TIME)));

    assertThat(policy.judge(SignedCheckpoint.of(note)).accepted()).isFalse();
  }

  @Test
  void aBadSignatureOfAWitnessSpoilsTheCheckpoint() {
    var checkpoint = cosigned(log.first(TIME), 0, 1, 3);
    var bad = checkpoint.with(List.of(witnesses.get(4).sign("other\n", TIME)));

    assertThat(Policy.parse(policy()).judge(bad).accepted()).isFalse();
  }

  @Test
  void withoutWitnessesTheLogSuffices() {
    var policy = Policy.parse("log " + log.verifiers().getFirst() + "\nquorum none\n");

    assertThat(policy.judge(log.first(TIME)).accepted()).isTrue();
  }

  private static void malformed(String policy, String why) {
    assertThatThrownBy(() -> Policy.parse(policy))
        .as(policy)
        .isInstanceOf(Malformed.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsNoPolicyIsRefused() {
    var ed = log.verifiers().getFirst().toString();
    var one = "witness a " + witnesses.get(0).verifier() + "\n";
    var two = "witness b " + witnesses.get(1).verifier() + "\n";

    malformed("log " + ed + "\n", "has a quorum line");
    malformed("quorum none\nquorum none\n", "line 2 of the policy: a second quorum");
    malformed("quorum a\n" + one, "line 1");
    malformed(one + "quorum b\n", "above it");
    malformed(one + one + "quorum a\n", "this public key");
    malformed("log " + ed + "\nlog " + ed + "\nquorum none\n", "this public key");
    malformed(one + "witness a " + witnesses.get(1).verifier() + "\nquorum a\n", "is taken");
    malformed("witness none " + witnesses.get(0).verifier() + "\nquorum none\n", "is taken");
    malformed("witness a " + ed + "\nquorum a\n", "log's key");
    malformed("log " + witnesses.get(0).verifier() + "\nquorum none\n", "witness's key");
    malformed(one + "group g 2 a\nquorum g\n", "threshold");
    malformed(one + "group g 0 a\nquorum g\n", "threshold");
    malformed(one + "group g 01 a\nquorum g\n", "leading zeroes");
    malformed(one + two + "group g any a a\nquorum g\n", "once");
    malformed(one + two + "group g any a b\ngroup h any a\nquorum h\n", "once");
    malformed(one + "group g any none\nquorum g\n", "above it");
    malformed(one + "group g any\nquorum g\n", "too few");
    malformed("logs x\nquorum none\n", "neither log");
    malformed("quorum none", "newline");
    malformed("quorum none\r\n", "control");
  }
}
