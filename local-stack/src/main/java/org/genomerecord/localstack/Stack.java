package org.genomerecord.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genomerecord.localstack.server.Launched;

/// What is known of a stack: where it is, its ports, its processes and what was generated for it.
/// Kept in `stack.json` of the run folder, readable by its owner alone.
///
/// @param folder the run folder, absolute
/// @param ports by component, and by `<component>/<purpose>` for a second port
///   (`gateway/management`)
/// @param processes by component; an entry stays after a process died
/// @param secrets passwords by what they open: a database role, `users`, `admin`, a confidential
///   client; and `webhooks`, what their secrets are derived from
public record Stack(
    Path folder,
    Map<String, Integer> ports,
    Map<String, Launched> processes,
    Map<String, String> secrets) {

  /// The services of the suite, in the order they are stopped in.
  public static final List<String> SERVICES =
      List.of("gateway", "interpretation-service", "ingestion-service", "consent-service");

  public Stack {
    ports = Map.copyOf(ports);
    processes = Map.copyOf(processes);
    secrets = Map.copyOf(secrets);
  }

  /// The public door.
  public URI gateway() {
    return url("gateway");
  }

  /// The address of a component that speaks HTTP, without a final slash.
  public URI url(String component) {
    return URI.create("http://127.0.0.1:" + port(component));
  }

  /// Where a service tells of its health and metrics, without a final slash.
  public URI managementUrl(String service) {
    return url(service + "/management");
  }

  /// The realm: issuer of every token.
  public URI realm() {
    return URI.create(url("keycloak") + "/realms/genome-record");
  }

  /// Where tokens are asked for; also the audience of a laboratory's signed assertion.
  public URI tokenEndpoint() {
    return URI.create(realm() + "/protocol/openid-connect/token");
  }

  /// The password of all sample users.
  public String userPassword() {
    return secret("users");
  }

  /// Where Kafka is: `host:port`.
  public String kafka() {
    return "127.0.0.1:" + port("kafka");
  }

  /// The JDBC address of one service's database (`consent`, `ingestion`, `interpretation`); role of
  /// the same name.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port("postgresql") + "/" + database;
  }

  /// A laboratory's private key: PKCS #8, PEM, P-384.
  public Path labKey(String lab) {
    return folder.resolve("keys").resolve(lab + ".pem");
  }

  /// The files of all databases.
  public Path databaseFolder() {
    return folder.resolve("postgresql");
  }

  /// Kafka's log folders.
  public Path kafkaFolder() {
    return folder.resolve("kafka");
  }

  /// The sealed files of ingestion-service and interpretation-service.
  public Path vaultFolder() {
    return folder.resolve("vault");
  }

  /// What the witness keeps: its keys, its state, the logs that it cosigns for.
  public Path witnessFolder() {
    return folder.resolve("witness");
  }

  /// The keys that a log (`consent`, `ingestion`, `interpretation`) signs with.
  public Path ledgerKeyFolder(String log) {
    return folder.resolve("keys").resolve("ledger").resolve(log);
  }

  /// The log file of a component.
  public Path log(String component) {
    return folder.resolve("logs").resolve(component + ".log");
  }

  /// A port of a component, as in `ports`.
  public int port(String component) {
    return Objects.requireNonNull(ports.get(component), () -> "no port for " + component);
  }

  /// A generated password, as in `secrets`.
  public String secret(String name) {
    return Objects.requireNonNull(secrets.get(name), () -> "no secret for " + name);
  }

  Stack with(String component, Launched process) {
    var now = new HashMap<>(processes);
    now.put(component, process);
    return new Stack(folder, ports, now, secrets);
  }

  Stack withPorts(Map<String, Integer> chosen) {
    return new Stack(folder, chosen, processes, secrets);
  }

  Stack withSecrets(Map<String, String> chosen) {
    return new Stack(folder, ports, processes, chosen);
  }

  Stack withoutProcesses() {
    return new Stack(folder, ports, Map.of(), secrets);
  }

  /// Leaves the secrets out.
  @Override
  public String toString() {
    return "Stack[" + folder + ", " + ports + "]";
  }
}
