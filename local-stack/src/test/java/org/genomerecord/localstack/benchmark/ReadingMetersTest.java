package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingMetersTest {
  private static final String METERS =
      """
      # TYPE jvm_memory_used_bytes gauge
      jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 1.5E7
      jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
      jvm_memory_used_bytes{area="heap",id="Eden Space"} 500000.0
      """;

  @Test
  void theLinesOfAMeterThatBeginAlikeAreAddedUp() {
    assertThat(ServiceMeters.sum(METERS, "jvm_memory_used_bytes{area=\"heap\"")).isEqualTo(1.55e7);
  }

  /// An exemplar ends with its own time, which is no count.
  @Test
  void whatStandsBehindAnExemplarIsNotTheValue() {
    assertThat(
            ServiceMeters.sum(
                "read_count 3.0 # {span_id=\"3aa2\"} 1.0 1795956332.626\n", "read_count"))
        .isEqualTo(3);
  }

  @Test
  void aMeterThatIsNotThereIsZero() {
    assertThat(ServiceMeters.sum(METERS, "ingestion_vcf_parse_duration_seconds_sum")).isZero();
  }
}
