package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.genomerecord.interpretation.callset.IndexedCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingACallSetByItsIndexTest {
  private static final int SEGMENT = 1 << 20;
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey FIRST = SubjectKey.generate(PATIENT, 1);
  private static final SubjectKey SECOND =
      SubjectKey.generate(PATIENT, 2).withEarlier(List.of(FIRST));

  /// Three segments, of which the calls of panels lie in the first and the last.
  private static final IndexedCallSet CALL_SET = IndexedCallSet.plain(text());

  @TempDir Path folder;
  private Vault vault = new Vault(Path.of(""));
  private VaultFile file = new VaultFile("0".repeat(64), 0, 1, "call-set");

  private static String text() {
    var text =
        new StringBuilder(
            "##fileformat=VCFv4.2\n"
                + "##contig=<ID=chr10,length=133797422>\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
                + SyntheticCallSet.SAMPLE
                + "\nchr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1\n");
    var random = new Random(20260101);
    for (int position = 94_800_000; text.length() < 2 * SEGMENT + SEGMENT / 4; position += 1000) {
      text.append("chr11\t" + position + "\trs" + random.nextInt(1_000_000_000));
      text.append("\tN\tC\t.\tPASS\t.\tGT\t0/1\n");
    }
    return text.append("chr12\t21178615\t.\tT\tC\t.\tPASS\t.\tGT\t1/1\n").toString();
  }

  @BeforeEach
  void aKeptCallSet() throws IOException {
    vault = new Vault(folder);
    try (var draft = vault.draft(FIRST, "call-set")) {
      draft.bytes().write(CALL_SET.bytes());
      file = draft.keep();
    }
  }

  private CallSetOutcome interpreted(SubjectKey key) {
    return interpreted(key, AcceptedCallSet.of(PATIENT, FIRST, file));
  }

  private CallSetOutcome interpreted(SubjectKey key, CallSetAccepted callSet) {
    var permit =
        new Decision.Permit(
            new DecisionId("decision-1"),
            1,
            PATIENT,
            List.of(DataClass.PHARMACOGENOMIC),
            List.of(),
            key);
    return VaultCallSets.interpret(vault, SyntheticCallSet.INTERPRETER, callSet, List.of(), permit);
  }

  private void alter(String name, int at) throws IOException {
    var path = folder.resolve(name.substring(0, 2)).resolve(name);
    var bytes = Files.readAllBytes(path);
    bytes[at] ^= 1;
    Files.write(path, bytes);
  }

  /// However it came to be looked at.
  @Test
  void whatIsOfATumourIsNotRead() {
    var germline = AcceptedCallSet.of(PATIENT, FIRST, file);
    var tumour =
        new CallSetAccepted(
            germline.accession(),
            germline.lab(),
            germline.patient(),
            germline.callSet(),
            germline.assembly(),
            germline.records(),
            germline.warnings(),
            germline.file(),
            germline.sealed(),
            germline.acceptedAt(),
            DataClass.TUMOUR);

    assertThat(interpreted(FIRST, tumour))
        .isEqualTo(new CallSetOutcome.Unfit("nothing-to-interpret"));
  }

  /// An altered segment that holds no call of a panel is not opened.
  @Test
  void onlyTheSegmentsOfThePanelsAreOpened() throws IOException {
    var whole = interpreted(FIRST);
    vault.keepIndex(FIRST, file, CALL_SET.index().bytes());
    alter(file.digest(), SEGMENT + SEGMENT / 2);

    assertThat(whole).isInstanceOf(CallSetOutcome.Found.class);
    assertThat(interpreted(FIRST)).isEqualTo(whole);
  }

  @Test
  void withoutAnIndexAllOfItIs() throws IOException {
    alter(file.digest(), SEGMENT + SEGMENT / 2);

    assertThat(interpreted(FIRST)).isEqualTo(new CallSetOutcome.Unfit("call-set-unreadable"));
  }

  @Test
  void anAlteredSegmentOfAPanelIsFound() throws IOException {
    vault.keepIndex(FIRST, file, CALL_SET.index().bytes());
    alter(file.digest(), SEGMENT / 2);

    assertThat(interpreted(FIRST)).isEqualTo(new CallSetOutcome.Unfit("call-set-unreadable"));
  }

  /// The first bytes tell the generation of the key.
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 60})
  void whereTheIndexCannotBeReadTheWholeFileIs(int altered) throws IOException {
    var whole = interpreted(FIRST);
    vault.keepIndex(FIRST, file, CALL_SET.index().bytes());
    alter(file.digest() + ".index", altered);

    assertThat(interpreted(FIRST)).isEqualTo(whole);
    vault.reseal(SECOND, file);
    assertThat(interpreted(SECOND)).isEqualTo(whole);
  }

  @Test
  void likewiseWhereItIsOfAnotherRelease() throws IOException {
    var whole = interpreted(FIRST);
    vault.keepIndex(FIRST, file, new byte[] {99});

    assertThat(interpreted(FIRST)).isEqualTo(whole);
  }

  @Test
  void sealedAnewWithItsIndexItIsReadByTheKeyAsItIsNow() throws IOException {
    var whole = interpreted(FIRST);
    vault.keepIndex(FIRST, file, CALL_SET.index().bytes());
    vault.reseal(SECOND, file);

    assertThatThrownBy(() -> interpreted(FIRST))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("key-renewed"));
    assertThat(interpreted(SECOND)).isEqualTo(whole);
  }
}
