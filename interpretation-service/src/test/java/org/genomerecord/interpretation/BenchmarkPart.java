package org.genomerecord.interpretation;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.genomerecord.interpretation.reinterpretation.DecisionsOverHttp;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.seal.Vault;

/// What a part of this service has that a benchmark starts in a process of its own: the environment
/// says where everything is, and the benchmark reads what it says, a line each.
public final class BenchmarkPart {
  private BenchmarkPart() {}

  public static String environment(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  public static Vault vault() {
    return new Vault(Path.of(environment("GENOME_BENCH_VAULT")));
  }

  /// Of the service itself, asked of a real consent-service.
  public static Permits permits() {
    return new Permits(
        new DecisionsOverHttp(
            URI.create(environment("GENOME_BENCH_CONSENT")), environment("GENOME_BENCH_TOKEN")));
  }

  @SuppressWarnings("SystemOut")
  public static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
