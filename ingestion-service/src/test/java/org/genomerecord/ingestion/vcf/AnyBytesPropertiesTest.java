package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.Outcomes.withoutIndex;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.bgzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.gzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AnyBytesPropertiesTest {
  private static final SyntheticVcf SOUND =
      new SyntheticVcf()
          .samples("SECRETPERSON")
          .metaLine("##ALT=<ID=NON_REF,Description=\"Any other allele\">")
          .soundRecords()
          .record("chr12 21178700 . G <NON_REF> . . END=21178800 GT 0/0")
          .record("chr12 21178801 . GACGTTCA G[chr10:94781859[ . . NOTE=private GT 0|1");
  private static final byte[] TEXT = SOUND.bytes();
  private static final byte[] BGZIP = bgzip(TEXT, 300);
  private static final byte[] GZIP = gzip(TEXT);

  @Property
  void everyTruncationOfABgzipFileIsRefused(@ForAll @IntRange(max = 100_000) int cut) {
    int length = cut % BGZIP.length;

    assertThat(outcomeOf(Arrays.copyOf(BGZIP, length))).isInstanceOf(VcfOutcome.Refused.class);
  }

  @Property
  void everyTruncationOfAGzipFileIsRefused(@ForAll @IntRange(max = 100_000) int cut) {
    int length = cut % GZIP.length;

    assertThat(outcomeOf(Arrays.copyOf(GZIP, length))).isInstanceOf(VcfOutcome.Refused.class);
  }

  @Property(tries = 2000)
  void flippedBytesEndInAVerdictThatTellsNothingOfTheFile(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 100_000) Integer> places,
      @ForAll byte with) {
    var broken = TEXT.clone();
    places.forEach(place -> broken[place % broken.length] = with);

    tellsNothing(outcomeOf(broken));
    tellsNothing(outcomeOf(gzip(broken)));
  }

  @Property(tries = 2000)
  void flippedCompressedBytesEndInAVerdict(
      @ForAll @IntRange(max = 100_000) int place, @ForAll byte with) {
    for (var file : List.of(BGZIP, GZIP)) {
      var broken = file.clone();
      broken[place % broken.length] = with;

      tellsNothing(outcomeOf(broken));
    }
  }

  @Property
  void anyBytesAreRefused(@ForAll byte[] bytes) {
    assertThat(outcomeOf(bytes)).isInstanceOf(VcfOutcome.Refused.class);
  }

  @Property(tries = 2000)
  void anyFieldsEndInAVerdictThatTellsNothing(
      @ForAll @IntRange(max = 9) int column, @ForAll String field) {
    var columns = Fields.split("chr12 21179000 . G A . . . GT 0/1", ' ');
    columns[column] = field;
    var text = SOUND.text() + String.join("\t", columns) + "\n";

    tellsNothing(outcomeOf(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Property(tries = 100)
  void blockSizeDoesNotMatter(@ForAll @IntRange(min = 1, max = 3000) int blockBytes) {
    assertThat(withoutIndex(outcomeOf(bgzip(TEXT, blockBytes))))
        .isEqualTo(withoutIndex(outcomeOf(TEXT)));
  }

  @Property(tries = 100)
  void lineEndsDoNotChangeWhatIsRead(@ForAll @Size(40) List<Boolean> ends) {
    var lines = SOUND.text().lines().toList();
    var text = new StringBuilder();
    for (int at = 0; at < lines.size(); at++) {
      text.append(lines.get(at)).append(ends.get(at) ? "\r\n" : "\n");
    }
    var read = (VcfOutcome.Accepted) outcomeOf(text.toString());
    var expected = (VcfOutcome.Accepted) outcomeOf(TEXT);

    assertThat(read.recordCount()).isEqualTo(expected.recordCount());
    assertThat(read.sample()).isEqualTo(expected.sample());
    assertThat(read.assembly()).isEqualTo(expected.assembly());
  }

  private static void tellsNothing(VcfOutcome outcome) {
    assertThat(outcome.toString())
        .doesNotContain("SECRET", "94781859", "GACGTTCA", "private", "rs4244285");
  }
}
