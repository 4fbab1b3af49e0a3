package org.genomerecord.localstack.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.oncall.Labs;

/// One of the four services of the suite, as built in its module.
public final class Service implements Server {
  /// A stack on one machine starts sooner, and takes less, with half a compiler.
  public static final List<String> SOON_STARTED = List.of("-XX:TieredStopAtLevel=1");

  private final String name;
  private final Stack stack;
  private final Path jar;
  private final Optional<URI> traces;
  private final List<String> javaOptions;
  private final Map<String, String> settings;

  /// @param name the module, which is also the name of the service
  /// @param home the checkout
  /// @param traces where the service sends its traces; empty: nowhere
  public Service(String name, Stack stack, Path home, Optional<URI> traces) {
    this(name, stack, home, traces, SOON_STARTED, Map.of());
  }

  /// @param javaOptions for the virtual machine, besides those that bound its memory
  /// @param settings environment variables that differ from those of a stack
  public Service(
      String name,
      Stack stack,
      Path home,
      Optional<URI> traces,
      List<String> javaOptions,
      Map<String, String> settings) {
    this.name = name;
    this.stack = stack;
    this.jar = home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    this.traces = traces;
    this.javaOptions = List.copyOf(javaOptions);
    this.settings = Map.copyOf(settings);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI url() {
    return stack.url(name);
  }

  @Override
  public List<Integer> ports() {
    return List.of(stack.port(name), stack.port(name + "/management"));
  }

  @Override
  public void prepare() {
    if (!Files.exists(jar)) {
      throw new StackFault(
          name + " is not built: " + jar + " is missing",
          "Run ./genome up, which builds it, or ./mvnw -DskipTests package");
    }
    Private.folder(stack.vaultFolder());
    Private.folder(stack.folder().resolve("keys"));
    Private.folder(keyFolder());
    Private.folder(temporaryFolder());
  }

  private Path temporaryFolder() {
    return stack.folder().resolve("tmp");
  }

  private Path keyFolder() {
    return stack.folder().resolve("keys").resolve("consent");
  }

  @Override
  public Launched launch() {
    var command = new ArrayList<>(List.of(Launch.java(), heap(), "-XX:+UseSerialGC"));
    // Beside everything else that the stack leaves on disk, where it can be searched.
    command.add("-Djava.io.tmpdir=" + temporaryFolder());
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString()));
    return Launch.inBackground(command, environment(), stack.folder(), stack.log(name));
  }

  /// FHIR's definitions, which reports are held against, take some 200 MB once one is submitted.
  private String heap() {
    return name.equals("ingestion-service") ? "-Xmx512m" : "-Xmx256m";
  }

  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(stack.port(name)));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(stack.port(name + "/management")));
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", stack.realm().toString());
    traces.ifPresent(collector -> {
      environment.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", collector.toString());
      environment.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    });
    switch (name) {
      case "consent-service" -> {
        environment.putAll(store("consent"));
        environment.putAll(ledger("consent"));
        environment.put("GENOME_KEY_FOLDER", keyFolder().toString());
      }
      case "ingestion-service" -> {
        environment.putAll(store("ingestion"));
        environment.putAll(ledger("ingestion"));
        environment.putAll(permits());
        environment.put("GENOME_WEBHOOK_KEY", stack.secret("webhooks"));
        environment.put("GENOME_FINGERPRINT_KEY", stack.secret("fingerprints"));
        // A receiver to try with is on this machine.
        environment.put("INGESTION_WEBHOOK_PRIVATE_ADDRESSES", "true");
      }
      case "interpretation-service" -> {
        environment.putAll(store("interpretation"));
        environment.putAll(ledger("interpretation"));
        environment.putAll(permits());
      }
      case "gateway" -> {
        environment.put("GENOME_CONSENT_URL", stack.url("consent-service").toString());
        environment.put("GENOME_INGESTION_URL", stack.url("ingestion-service").toString());
        environment.put(
            "GENOME_INTERPRETATION_URL", stack.url("interpretation-service").toString());
      }
      default -> throw new IllegalArgumentException(name);
    }
    environment.putAll(settings);
    return environment;
  }

  private Map<String, String> store(String database) {
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
            "postgresql://127.0.0.1:" + stack.port("postgresql") + "/" + database,
        "QUARKUS_DATASOURCE_JDBC_URL", stack.jdbcUrl(database),
        "QUARKUS_DATASOURCE_USERNAME", database,
        "QUARKUS_DATASOURCE_PASSWORD", stack.secret(database),
        "KAFKA_BOOTSTRAP_SERVERS", stack.kafka());
  }

  private Map<String, String> ledger(String log) {
    return Map.of(
        "GENOME_LEDGER_ORIGIN", Witness.origin(log),
        "GENOME_LEDGER_KEY_FOLDER", stack.ledgerKeyFolder(log).toString(),
        "GENOME_LEDGER_WITNESSES",
            stack.url("witness") + "/ " + stack.witnessFolder().resolve("vkeys"));
  }

  private Map<String, String> permits() {
    return Map.of(
        "GENOME_VAULT_FOLDER", stack.vaultFolder().toString(),
        "GENOME_CONSENT_URL", stack.url("consent-service").toString(),
        "QUARKUS_OIDC_CLIENT_CLIENT_ID", name,
        "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET", stack.secret(name));
  }

  @Override
  public boolean isReady() {
    return Http.isOk(readyUrl());
  }

  /// Nothing is taken from a laboratory that is not onboarded.
  @Override
  public void settle() {
    if (name.equals("ingestion-service")) {
      Labs.onboardSamples(stack);
    }
  }

  @Override
  public URI readyUrl() {
    return URI.create(stack.managementUrl(name) + "/q/health/ready");
  }
}
