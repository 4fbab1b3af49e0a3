package org.genomerecord.ingestion.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TellingFormatsByMediaTypeTest {
  @ParameterizedTest
  @EnumSource
  void whatIsTakenIsToldAndRead(FileFormat format) {
    var written = format.mediaType().toUpperCase(Locale.ROOT) + "; charset=utf-8";

    assertThat(FileFormat.of(written)).contains(format);
    assertThat(FileFormat.isNone(written)).isFalse();
    assertThat(FileFormat.mediaTypes()).contains(format.mediaType());
  }

  /// As programs name a VCF, or what they do not know.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/gzip",
        "text/plain; charset=utf-8",
        "text/x-vcf",
        "application/vnd.ga4gh.vcf"
      })
  void whatMayBeAVcfIsRead(String contentType) {
    assertThat(FileFormat.isNone(contentType)).isFalse();
    assertThat(FileFormat.of(contentType)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/csv", "Application/JSON; charset=utf-8", "multipart/form-data; boundary=x"})
  void whatCannotBeOneIsNone(String contentType) {
    assertThat(FileFormat.isNone(contentType)).isTrue();
  }
}
