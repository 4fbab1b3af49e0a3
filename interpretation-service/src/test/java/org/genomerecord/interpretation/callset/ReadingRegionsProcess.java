package org.genomerecord.interpretation.callset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.genomerecord.interpretation.BenchmarkPart;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.region.RegionIndex;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.EventJson;

/// Reads regions as long as genes from an accepted genome in the vault, in a process of its own,
/// for the benchmark `genome-vcf`: each read opens the file, its index and the segments that the
/// region lies in. What it says is a line each:
///
/// - `records N`: so many were met in all measured regions
/// - `p50 N`, `p99 N`: microseconds of one region
/// - `whole N`: microseconds of reading the whole file, without the index
///
/// Words: `FILE SEED READS`, where FILE holds the event of the acceptance as JSON. As many reads as
/// are measured go before, to warm up. The environment says where everything is.
public final class ReadingRegionsProcess {
  private static final int SHORTEST_BASES = 20_000;
  private static final int LONGEST_BASES = 220_000;
  private static final int POSITIONS = 250_000_000;

  /// The one sample of the generated file.
  private static final int SAMPLE_COLUMN = 9;

  private final Vault vault = BenchmarkPart.vault();
  private final CallSetAccepted callSet;
  private final SubjectKey key;
  private final Random random;
  private long records;

  private ReadingRegionsProcess(CallSetAccepted callSet, long seed) {
    this.callSet = callSet;
    this.key = permit(callSet).key();
    this.random = new Random(seed);
  }

  private static Decision.Permit permit(CallSetAccepted callSet) {
    var request =
        new DecisionRequest(
            callSet.patient().value(),
            null,
            "TREAT",
            List.of(),
            "use",
            List.of(DataClass.PHARMACOGENOMIC.code()),
            "call-set/" + callSet.callSet(),
            null,
            "bench",
            null);
    return BenchmarkPart.permits().ask(request) instanceof Decision.Permit permit
        ? permit
        : refused();
  }

  private static Decision.Permit refused() {
    throw new IllegalStateException("the patient permits it");
  }

  /// @param words see above
  public static void main(String[] words) throws IOException {
    var callSet = EventJson.read(Files.readString(Path.of(words[0])), CallSetAccepted.class);
    new ReadingRegionsProcess(callSet, Long.parseLong(words[1])).run(Integer.parseInt(words[2]));
  }

  private void run(int reads) throws IOException {
    measured(reads);
    records = 0;
    var micros = measured(reads);
    BenchmarkPart.say("records " + records);
    BenchmarkPart.say("p50 " + micros[reads / 2]);
    BenchmarkPart.say("p99 " + micros[reads * 99 / 100]);
    BenchmarkPart.say("whole " + whole());
  }

  private long[] measured(int reads) throws IOException {
    var contigs = index().contigs();
    var micros = new long[reads];
    for (int done = 0; done < reads; ) {
      var contig = contigs.get(random.nextInt(contigs.size()));
      int start = 1 + random.nextInt(POSITIONS);
      int end = start + SHORTEST_BASES + random.nextInt(LONGEST_BASES - SHORTEST_BASES);
      long begun = System.nanoTime();
      long found = read(contig, start, end);
      if (found > 0) { // Elsewhere nothing is read.
        micros[done++] = (System.nanoTime() - begun) / 1_000;
        records += found;
      }
    }
    Arrays.sort(micros);
    return micros;
  }

  private RegionIndex index() throws IOException {
    return RegionIndex.read(vault.index(key, callSet.file()).orElseThrow());
  }

  private long read(String contig, int start, int end) throws IOException {
    var index = index();
    long found = 0;
    try (var bytes = vault.openChannel(key, callSet.file())) {
      var reader = new RegionReader(bytes, index);
      reader.enter(contig, start, end, SAMPLE_COLUMN);
      while (reader.next() != null) {
        found++;
      }
    }
    return found;
  }

  private long whole() throws IOException {
    var index = index();
    long begun = System.nanoTime();
    try (var bytes = vault.openChannel(key, callSet.file())) {
      var lines = new RegionReader(bytes, index).fromStart();
      while (lines.next() != null) {
        // The next one.
      }
    }
    return (System.nanoTime() - begun) / 1_000;
  }
}
