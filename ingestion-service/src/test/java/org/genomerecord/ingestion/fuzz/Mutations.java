package org.genomerecord.ingestion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Seeded changes to seeds, blind to what they reach: few, and the same ones in every run.
final class Mutations {
  private static final int CHANGES_MAX = 4;
  private static final int REPEATS_MAX = 40;
  private static final int REPEATED_BYTES_MAX = 60;
  private static final List<byte[]> EXTREMES =
      List.of(
          bytes("-1"),
          bytes("2147483648"),
          bytes("99999999999999999999"),
          bytes("1e999"),
          bytes("0"),
          bytes(""),
          bytes(FrontDoor.CANARY),
          bytes("../" + FrontDoor.CANARY),
          bytes("\u00e9\uff11\ud83e\uddec"),
          bytes("\0"),
          bytes("\r\n\t|^~&\\\"{[,;=:"));

  private final List<byte[]> seeds;
  private final SplittableRandom random;

  Mutations(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new SplittableRandom(seed);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// A seed with one to four changes.
  byte[] next() {
    var input = seeds.get(random.nextInt(seeds.size()));
    for (int left = random.nextInt(1, CHANGES_MAX + 1); left > 0; left--) {
      input = changed(input);
    }
    return input;
  }

  private byte[] changed(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + random.nextInt(1, REPEATED_BYTES_MAX));
    return switch (random.nextInt(5)) {
      case 0 -> {
        var flipped = input.clone();
        if (from < flipped.length) {
          flipped[from] = (byte) random.nextInt(256);
        }
        yield flipped;
      }
      case 1 -> spliced(input, from, to, EXTREMES.get(random.nextInt(EXTREMES.size())));
      case 2 -> {
        var repeated = new ByteArrayOutputStream();
        for (int count = random.nextInt(REPEATS_MAX); count > 0; count--) {
          repeated.write(input, from, to - from);
        }
        yield spliced(input, to, to, repeated.toByteArray());
      }
      case 3 -> {
        var other = seeds.get(random.nextInt(seeds.size()));
        int start = random.nextInt(other.length);
        yield spliced(
            input,
            from,
            to,
            Arrays.copyOfRange(other, start, Math.min(other.length, start + REPEATED_BYTES_MAX)));
      }
      default -> Arrays.copyOf(input, from);
    };
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] with) {
    var whole = new ByteArrayOutputStream();
    whole.write(input, 0, from);
    whole.writeBytes(with);
    whole.write(input, to, input.length - to);
    return whole.toByteArray();
  }
}
