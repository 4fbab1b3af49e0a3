package org.genomerecord.localstack.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.ledger.audit.AuditRequest;
import org.genomerecord.ledger.audit.AuditedLog;
import org.genomerecord.ledger.audit.Progress;
import org.genomerecord.ledger.audit.Verification;
import org.genomerecord.ledger.tampering.ExportWriter;
import org.genomerecord.ledger.tampering.SyntheticKeys;
import org.genomerecord.ledger.tampering.SyntheticStory;
import org.genomerecord.ledger.tampering.TamperedExport;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileFolder;

/// How fast an export with entries of 1 KiB is verified, beside bare SHA-256 of the same bytes, and
/// whether ten times as much takes more memory. A core is a second of processor time, whoever used
/// it: the hashing threads, the one that puts together, the compiler, the collector.
///
/// The goal is for the tree: every entry hashed, every tile, the root, the signatures. Reading the
/// events and setting them against each other costs more than any hash, and is measured beside it.
final class VerifyBenchmark implements Benchmark {
  private static final int ENTRY_BYTES = 1_024;
  private static final double LEAVES_PER_SECOND_MIN = 400_000;
  private static final double GROWTH_MAX = 1.5;
  private static final int TIMES = 10;
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 5;
  private static final long LOOK_MILLIS = 200;

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String about() {
    return "leaves verified per second and core, beside bare SHA-256, and memory at ten times the size";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    int patients = bench.brief() ? 2_000 : 20_000;
    var folder = bench.emptyFolder();
    var small = Export.write(folder.resolve("small"), bench.seed(), patients);
    bench.say("%,d entries written".formatted(small.leaves()));
    var large = Export.write(folder.resolve("large"), bench.seed(), patients * TIMES);
    bench.say("%,d entries written".formatted(large.leaves()));
    bench.note(
        "entries",
        "%,d and %,d of %,d bytes".formatted(small.leaves(), large.leaves(), ENTRY_BYTES));

    var sha256 = new ArrayList<Double>();
    var tree = new ArrayList<Double>();
    var all = new ArrayList<Double>();
    var wall = new ArrayList<Double>();
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      if (round == 0) {
        // Until here the compiler was paid for.
        List.of(sha256, tree, all, wall).forEach(List::clear);
      }
      sha256.add(large.bareSha256());
      tree.add(large.perCoreSecond(large.request().ofTheTreeAlone()));
      long begun = System.nanoTime();
      all.add(large.perCoreSecond(large.request()));
      wall.add(large.leaves() / ((System.nanoTime() - begun) / 1e9));
    }
    bench.say("%d rounds measured".formatted(ROUNDS));
    double smallHeap = small.heapMiB();
    double largeHeap = large.heapMiB();
    long inFlipped = large.flipOneBit().discrepancies();
    TamperedExport.delete(folder);
    return List.of(
        Measurement.of("verify.tree.per-core", median(tree), "leaves/s")
            .against(median(sha256))
            .atLeast(LEAVES_PER_SECOND_MIN),
        Measurement.of("verify.all.per-core", median(all), "leaves/s").against(median(sha256)),
        Measurement.of("verify.all.wall", median(wall), "leaves/s"),
        Measurement.of("verify.heap.of-one", smallHeap, "MiB"),
        Measurement.of("verify.heap.of-ten", largeHeap, "MiB")
            .against(smallHeap)
            .atMost(Math.max(smallHeap * GROWTH_MAX, 64)),
        Measurement.count("verify.of one flipped bit", inFlipped, "discrepancies")
            .controlAtLeast(1));
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  /// An export, honest as it is written.
  private record Export(Path folder, SyntheticKeys keys, Map<AuditedLog, Long> sizes) {

    static Export write(Path folder, long seed, int patients) {
      var keys = new SyntheticKeys();
      Map<AuditedLog, ExportWriter> writers = new EnumMap<>(AuditedLog.class);
      for (var log : AuditedLog.values()) {
        writers.put(log, new ExportWriter(folder.resolve(log.folderName()), true));
      }
      var story =
          new SyntheticStory(
              seed,
              ENTRY_BYTES,
              (log, entry) ->
                  writers.computeIfPresent(
                      log,
                      (_, writer) -> {
                        writer.append(entry);
                        return writer;
                      }));
      for (int i = 0; i < patients; i++) {
        story.patient();
      }
      long seconds = story.nowSeconds();
      Map<AuditedLog, Long> sizes = new EnumMap<>(AuditedLog.class);
      for (var one : writers.entrySet()) {
        var writer = one.getValue();
        writer.finish();
        sizes.put(one.getKey(), writer.size());
        TamperedExport.write(
            folder.resolve(one.getKey().folderName()).resolve("checkpoint"),
            keys.cosign(keys.sign(one.getKey(), writer.size(), writer.root(), seconds), seconds));
      }
      return new Export(folder, keys, sizes);
    }

    long leaves() {
      return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    AuditRequest request() {
      return AuditRequest.of(folder, List.of(keys.policy(true)));
    }

    /// Changes one bit in the middle of the last entries of the consent log.
    Export flipOneBit() throws IOException {
      long size = sizes.getOrDefault(AuditedLog.CONSENT, 0L);
      var last = TileAddress.within(size, 0, (size - 1) / TileAddress.FULL);
      var file = folder.resolve(AuditedLog.CONSENT.folderName()).resolve(last.entriesPath());
      var bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      return this;
    }

    long discrepancies() {
      return Verification.run(request(), Progress.NONE).counts().values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }

    void verify(AuditRequest request) {
      var result = Verification.run(request, Progress.NONE);
      long entries = result.logs().stream().mapToLong(log -> log.entries()).sum();
      if (!result.isProven() || entries != leaves()) {
        throw new IllegalStateException("an honest export was not proven: " + result.counts());
      }
    }

    double perCoreSecond(AuditRequest request) {
      var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      long begun = system.getProcessCpuTime();
      verify(request);
      return leaves() / ((system.getProcessCpuTime() - begun) / 1e9);
    }

    /// Leaf hashes of the same entries by themselves: nothing read, compared or decoded meanwhile.
    double bareSha256() throws NoSuchAlgorithmException {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var threads = ManagementFactory.getThreadMXBean();
      long nanos = 0;
      for (var one : sizes.entrySet()) {
        var tiles = new TileFolder(folder.resolve(one.getKey().folderName()));
        long size = one.getValue();
        for (long bundle = 0; bundle * TileAddress.FULL < size; bundle++) {
          var entries = tiles.entries(TileAddress.within(size, 0, bundle));
          long begun = threads.getCurrentThreadCpuTime();
          for (var entry : entries) {
            sha256.update((byte) 0);
            sha256.update(entry);
            sha256.digest();
          }
          nanos += threads.getCurrentThreadCpuTime() - begun;
        }
      }
      return leaves() / (nanos / 1e9);
    }

    /// The most that is in use after a collection, while all is verified.
    double heapMiB() throws InterruptedException {
      var runs = new AtomicBoolean(true);
      var mostBytes = new long[1];
      var looking =
          Thread.ofPlatform()
              .start(() -> {
                while (runs.get()) {
                  System.gc();
                  mostBytes[0] = Math.max(mostBytes[0], usedBytes());
                  LockSupport.parkNanos(LOOK_MILLIS * 1_000_000);
                }
              });
      verify(request());
      runs.set(false);
      looking.join();
      return mostBytes[0] / (double) (1 << 20);
    }

    private static long usedBytes() {
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
