package org.genomerecord.ingestion.vcf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.vcf.Outcomes.accepted;
import static org.genomerecord.ingestion.vcf.Outcomes.acceptedSilently;
import static org.genomerecord.ingestion.vcf.Outcomes.refused;
import static org.genomerecord.ingestion.vcf.Outcomes.warned;
import static org.genomerecord.ingestion.vcf.Outcomes.withoutIndex;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.bgzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.bgzipWithoutEnd;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.gzip;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.joined;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadingSubmittedBytesTest {
  private final SyntheticVcf sound = new SyntheticVcf().soundRecords();
  private final byte[] bytes = sound.bytes();

  @Test
  void plainGzipAndBgzipHoldTheSameCallSet() {
    assertThat(withoutIndex(outcomeOf(gzip(bytes)))).isEqualTo(withoutIndex(outcomeOf(bytes)));
    assertThat(withoutIndex(outcomeOf(bgzip(bytes, 100))))
        .isEqualTo(withoutIndex(outcomeOf(bytes)));
    acceptedSilently(outcomeOf(bytes));
  }

  @Test
  void manyGzipMembersCutWithinLinesAreOneText() {
    var first = Arrays.copyOfRange(bytes, 0, 333);
    var second = Arrays.copyOfRange(bytes, 333, bytes.length);

    assertThat(withoutIndex(outcomeOf(joined(gzip(first), gzip(second)))))
        .isEqualTo(withoutIndex(outcomeOf(bytes)));
  }

  @Test
  void emptyBlocksInsideABgzipFileAreFine() {
    var twice = joined(bgzip(Arrays.copyOf(bytes, 333), 100), bgzip(rest(333), 100));

    assertThat(withoutIndex(outcomeOf(twice))).isEqualTo(withoutIndex(outcomeOf(bytes)));
  }

  /// Who reads the file later goes one call deeper for each.
  @Test
  void thousandsOfEmptyBlocksInARowAreRefused() {
    var empty = bgzip(new byte[0], 100);
    var many = new byte[2_000][];
    Arrays.fill(many, empty);

    refused(outcomeOf(joined(joined(many), bgzip(bytes, 100))), "corrupt-gzip");
  }

  @Test
  void bgzipWithoutItsEmptyLastBlockIsRefused() {
    refused(outcomeOf(bgzipWithoutEnd(bytes, 100)), "bgzf-eof-missing");
  }

  @Test
  void bytesAfterTheLastMemberAreRefused() {
    refused(outcomeOf(joined(gzip(bytes), "tail".getBytes(UTF_8))), "gzip-trailing-bytes");
    refused(outcomeOf(joined(gzip(bytes), new byte[512])), "gzip-trailing-bytes");
  }

  @Test
  void aFalseChecksumIsRefused() {
    var broken = gzip(bytes);
    broken[broken.length - 6] ^= 1;

    refused(outcomeOf(broken), "corrupt-gzip");
  }

  @Test
  void nothingAtAllIsRefused() {
    refused(outcomeOf(new byte[0]), "empty-file");
    refused(outcomeOf(gzip(new byte[0])), "empty-file");
    refused(outcomeOf(bgzip(new byte[0], 100)), "empty-file");
  }

  @Test
  void whatIsNoVcfTextIsRefused() {
    refused(outcomeOf(bgzip("BCF\2\2".getBytes(ISO_8859_1), 100)), "bcf-not-supported");
    refused(outcomeOf("PK\3\4\24\0"), "zip-not-supported");
    refused(outcomeOf("%PDF-1.7\n"), 1, "not-vcf");
    refused(outcomeOf("\ufeff" + sound.text()), 1, "byte-order-mark");
    refused(outcomeOf(("\ufeff" + sound.text()).getBytes(UTF_16LE)), 1, "not-utf8");
  }

  @Test
  void aByteThatIsNotUtf8IsRefusedWithItsLine() {
    var latin = sound.text().replace("rs4149056", "r\u00e9f").getBytes(ISO_8859_1);

    refused(outcomeOf(latin), sound.firstRecordLine() + 2, "not-utf8");
  }

  @Test
  void utf8BeyondAsciiIsText() {
    acceptedSilently(outcomeOf(sound.text().replace("=GRCh38", "=GRCh38 \u00e9t\u00e9")));
  }

  @Test
  void controlCharactersAreRefusedWithTheirLine() {
    for (var control : new String[] {"\0", "\1", "\u000b", "\u007f", "\u0085", "\r"}) {
      refused(
          outcomeOf(sound.text().replace("rs4149056", "rs" + control + "1")),
          sound.firstRecordLine() + 2,
          "control-character");
    }
  }

  @Test
  void carriageReturnsBeforeLineFeedsAreWarnedOfOnce() {
    var outcome = outcomeOf(sound.text().replace("\n", "\r\n"));

    warned(outcome, 1, "crlf-line-endings");
    assertThat(accepted(outcome).warnings()).hasSize(1);
  }

  @Test
  void theLastLineMayLackItsLineFeed() {
    acceptedSilently(outcomeOf(sound.text().stripTrailing()));
  }

  /// VCF 4.3 section 1.6: the last data line ends with a line separator.
  @Test
  void from43OnALastLineWithoutLineFeedIsWarnedOf() {
    var text = sound.fileFormat("VCFv4.3").text();

    acceptedSilently(outcomeOf(text));
    warned(outcomeOf(text.stripTrailing()), sound.firstRecordLine() + 2, "final-line-feed-missing");
  }

  @Test
  void anEmptyLineEndsAFileAndStandsNowhereElse() {
    var text = sound.text();
    long behind = sound.firstRecordLine() + 3;

    warned(outcomeOf(text + "\n"), behind, "empty-last-line");
    warned(outcomeOf(text + "\n\n\n"), behind, "empty-last-line");
    warned(outcomeOf(text + "\n".repeat(16)), behind, "empty-last-line");
    refused(outcomeOf(text + "\n".repeat(17)), behind, "column-count");
    refused(
        outcomeOf(text + "\n\nchr12\t21178620\t.\tT\tC\t.\t.\t.\tGT\t0/1\n"),
        behind,
        "column-count");
  }

  @Test
  void unreadableBytesAreAFaultAndNoVerdict() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the connection is gone");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(
            () -> VcfValidation.validate(broken, VcfExpectations.NONE, SyntheticVcf.BOUNDS))
        .isInstanceOf(IOException.class);
  }

  private byte[] rest(int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }
}
