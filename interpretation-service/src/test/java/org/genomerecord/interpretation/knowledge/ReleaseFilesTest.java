package org.genomerecord.interpretation.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseFilesTest {
  private static final ReleaseFiles FILES = ReleaseFiles.builtIn();

  private static byte[] packed(String json) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void anArchiveReadsBackAsTheSameRelease() {
    var read = ReleaseFiles.ofArchive(FILES.archive());

    assertThat(read).isEqualTo(FILES);
    assertThat(read.release().digest()).isEqualTo(KnowledgeRelease.builtIn().digest());
    assertThat(read.archive()).isEqualTo(FILES.archive());
  }

  @Test
  void anArchiveThatIsCutOrIsNoneIsRefused() throws IOException {
    var archive = FILES.archive();
    for (var broken :
        new byte[][] {
          Arrays.copyOf(archive, archive.length / 2),
          new byte[0],
          "no archive".getBytes(StandardCharsets.UTF_8),
          packed("[]"),
          packed("null"),
          packed("{\"panel/release.txt\":null}"),
          packed("{\"panel/release.txt\":{}}"),
        }) {
      assertThatThrownBy(() -> ReleaseFiles.ofArchive(broken))
          .isInstanceOf(DefectiveKnowledge.class);
    }
  }

  @Test
  void anArchiveThatUnpacksToMoreThanItsBoundIsRefused() throws IOException {
    var bomb = packed("{\"panel/release.txt\":\"" + " ".repeat(ReleaseFiles.BYTES_MAX) + "\"}");

    assertThat(bomb).hasSizeLessThan(10_000);
    assertThatThrownBy(() -> ReleaseFiles.ofArchive(bomb)).hasMessageContaining("larger than");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../panel/release.txt", "/etc/x.txt", "panel/a/b/c.tsv", "panel/x.sh"})
  void aFileAtAnotherPlaceIsRefused(String path) {
    assertThatThrownBy(() -> FILES.with(Map.of(path, "x"))).isInstanceOf(DefectiveKnowledge.class);
  }

  @Test
  void aFileThatTheDigestWouldNotCoverIsRefused() {
    assertThatThrownBy(() -> FILES.with(Map.of("panel/abc1/alleles.tsv", "x\n")).release())
        .hasMessageContaining("panel/abc1/alleles.tsv: belongs to nothing that is active");
  }

  @Test
  void aMissingTableOrAnUnreadableOneIsRefused() {
    var without = new TreeMap<>(FILES.texts());
    without.remove("panel/tpmt/alleles.tsv");
    assertThatThrownBy(() -> new ReleaseFiles(without).release())
        .hasMessage("panel/tpmt/alleles.tsv: is missing");

    for (var broken :
        Map.of(
                "panel/tpmt/functions.tsv",
                    "allele\tfunction\tactivity\n*1\tNormal function\tmuch\n",
                "panel/tpmt/positions.tsv", "",
                "panel/release.txt", "yesterday\n")
            .entrySet()) {
      assertThatThrownBy(() -> FILES.with(Map.of(broken.getKey(), broken.getValue())).release())
          .isInstanceOf(DefectiveKnowledge.class);
    }
  }

  @Test
  void theOrderOfRowsIsNoDifference() {
    var path = "panel/tpmt/functions.tsv";
    var rows = FILES.text(path).lines().toList();
    var turned = new StringBuilder(rows.getFirst()).append('\n');
    rows.subList(1, rows.size()).reversed().forEach(row -> turned.append(row).append('\n'));

    assertThat(Differences.differ(FILES, path, turned.toString())).isFalse();
    assertThat(Differences.differ(FILES, path, turned.toString().replace("*40\tUn", "*40\tun")))
        .isTrue();
  }

  @Test
  void whatDiffersIsSaidByGeneAndGuideline() {
    var functions = "panel/tpmt/functions.tsv";
    var positions = "panel/tpmt/positions.tsv";
    var advice = "guideline/cpic-clopidogrel/recommendations.tsv";
    var changed =
        FILES.with(
            Map.of(
                functions, FILES.text(functions).replace("*40\tUncertain", "*40\tUnknown"),
                positions, FILES.text(positions).replace("rs1142345", "rs1"),
                advice, FILES.text(advice).replace("Clopidogrel at", "clopidogrel at")));

    var differences = Differences.between(FILES, changed);

    assertThat(differences.text())
        .startsWith(FILES.release().name() + " → " + changed.release().name() + ": ")
        .containsSubsequence(
            "\nTPMT\n",
            "  function *40 changed: Uncertain function → Unknown function\n",
            "  position chr6:18130687 changed: rs1142345 T>C,G → rs1 T>C,G\n",
            "\ncpic-clopidogrel\n",
            "  row recommendations.tsv ");
  }
}
