package org.genomerecord.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.localstack.Stack;

/// The witness that cosigns the checkpoints of the three logs, with a key and a folder of its own.
/// Here it shows how it works; in production it proves something only outside the operator's hands.
public final class Witness implements Server {
  /// The services with a log, as the log is called.
  private static final List<String> LOGS = List.of("consent", "ingestion", "interpretation");

  private static final String MAIN = "org.genomerecord.ledger.witness.Witness";

  private final Stack stack;

  public Witness(Stack stack) {
    this.stack = stack;
  }

  /// The name of a log in its checkpoints and keys.
  static String origin(String log) {
    return "localhost/" + log;
  }

  @Override
  public String name() {
    return "witness";
  }

  @Override
  public URI url() {
    return stack.url(name());
  }

  @Override
  public List<Integer> ports() {
    return List.of(stack.port(name()));
  }

  /// Makes the keys of the logs, so that the witness knows them from the first checkpoint on.
  @Override
  public void prepare() {
    Private.folder(stack.witnessFolder());
    var lines = new ArrayList<String>();
    for (var log : LOGS) {
      lines.add(origin(log) + " " + vkeys(log));
    }
    try {
      Files.write(trustedLogs(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String vkeys(String log) {
    var folder = Private.folder(stack.ledgerKeyFolder(log));
    return new KeyFolder(folder)
        .loadOrCreate(origin(log), KeyFolder.LOG).stream()
            .map(signer -> signer.verifier().toString())
            .collect(Collectors.joining(" "));
  }

  private Path trustedLogs() {
    return stack.witnessFolder().resolve("logs");
  }

  @Override
  public Launched launch() {
    return Launch.inBackground(
        List.of(Launch.java(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath(), MAIN),
        Map.of(
            "GENOME_WITNESS_HOST", "127.0.0.1",
            "GENOME_WITNESS_PORT", Integer.toString(stack.port(name())),
            "GENOME_WITNESS_NAME", "localhost/witness",
            "GENOME_WITNESS_FOLDER", stack.witnessFolder().toString(),
            "GENOME_WITNESS_LOGS", trustedLogs().toString()),
        stack.folder(),
        stack.log(name()));
  }

  private static String classPath() {
    try {
      return Path.of(KeyFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isReady() {
    return Http.isOk(readyUrl());
  }

  @Override
  public URI readyUrl() {
    return URI.create(url() + "/q/health/ready");
  }
}
