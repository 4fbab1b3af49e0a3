package org.genomerecord.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.text.Malformed;

/// The witness as a program, configured by environment variables (`docs/ledger.md`). In production
/// it runs outside the control of whoever runs the logs.
public final class Witness {
  private Witness() {}

  public static void main(String[] arguments) {
    // Slow or silent clients are cut off after so many seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
    System.setProperty("sun.net.httpserver.idleInterval", "60");
    try {
      var server = start(System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      System.out.println("witness: listening on " + server.address());
    } catch (IOException | UncheckedIOException | Malformed | IllegalArgumentException e) {
      System.err.println("witness: " + e.getMessage());
      System.exit(1);
    }
  }

  /// Starts a witness; makes its keys if there are none yet, and writes their vkeys to `vkeys`
  /// beside them.
  ///
  /// @throws IllegalArgumentException if a variable is missing or no port
  static WitnessServer start(Map<String, String> environment) throws IOException {
    var folder = Path.of(required(environment, "GENOME_WITNESS_FOLDER"));
    var name = required(environment, "GENOME_WITNESS_NAME");
    var address =
        new InetSocketAddress(
            environment.getOrDefault("GENOME_WITNESS_HOST", "127.0.0.1"),
            Integer.parseInt(required(environment, "GENOME_WITNESS_PORT")));
    var logs = Path.of(required(environment, "GENOME_WITNESS_LOGS"));
    var signers = new KeyFolder(folder.resolve("key")).loadOrCreate(name, KeyFolder.WITNESS);
    Files.write(folder.resolve("vkeys"), vkeys(signers));
    return new WitnessServer(
        address, signers, folder.resolve("state"), logs, InstantSource.system());
  }

  private static List<String> vkeys(List<NoteSigner> signers) {
    return signers.stream().map(signer -> signer.verifier().toString()).toList();
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
