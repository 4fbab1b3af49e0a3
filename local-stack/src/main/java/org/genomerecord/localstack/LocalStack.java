package org.genomerecord.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.localstack.identity.LabKey;
import org.genomerecord.localstack.identity.Realm;
import org.genomerecord.localstack.server.Kafka;
import org.genomerecord.localstack.server.Keycloak;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.Ports;
import org.genomerecord.localstack.server.PostgreSql;
import org.genomerecord.localstack.server.Private;
import org.genomerecord.localstack.server.Server;
import org.genomerecord.localstack.server.ServerFiles;
import org.genomerecord.localstack.server.Service;
import org.genomerecord.localstack.server.Witness;

/// PostgreSQL, Kafka, Keycloak, the witness and the four services as processes of this machine, on
/// loopback. They outlive whoever started them; the run folder tells the next caller where they
/// are.
public final class LocalStack {
  private static final long DISK_FREE_MIB_MIN = 1024;
  private static final List<String> PORTS =
      List.of(
          "postgresql",
          "kafka",
          "kafka/controller",
          "keycloak",
          "witness",
          "consent-service",
          "consent-service/management",
          "ingestion-service",
          "ingestion-service/management",
          "interpretation-service",
          "interpretation-service/management",
          "gateway",
          "gateway/management");

  private static final List<String> SECRETS =
      List.of(
          "postgresql",
          "users",
          "admin",
          "ingestion-service",
          "interpretation-service",
          "webhooks",
          "fingerprints");

  private final Path home;
  private final Path folder;
  private final Progress progress;
  private final ServerFiles files;
  private final StackFile file;
  private final Optional<URI> traces;
  private final List<String> javaOptions;

  /// @param home the checkout
  /// @param folder the run folder; two stacks in two folders do not meet
  public LocalStack(Path home, Path folder, Progress progress) {
    this(home, folder, progress, Optional.empty(), Service.SOON_STARTED);
  }

  private LocalStack(
      Path home, Path folder, Progress progress, Optional<URI> traces, List<String> javaOptions) {
    this.home = home.toAbsolutePath().normalize();
    this.folder = folder.toAbsolutePath().normalize();
    this.progress = progress;
    this.files = new ServerFiles(this.home);
    this.file = new StackFile(this.folder);
    this.traces = traces;
    this.javaOptions = List.copyOf(javaOptions);
  }

  /// The same stack, whose services send traces from their next start on.
  ///
  /// @param collector takes OTLP over HTTP, such as `http://127.0.0.1:4318`
  public LocalStack withTracesTo(URI collector) {
    return new LocalStack(home, folder, progress, Optional.of(collector), javaOptions);
  }

  /// The same stack, whose services have all of the compiler that they have in production, from
  /// their next start on: slower to start, and faster at whatever takes long.
  public LocalStack withWholeCompiler() {
    return new LocalStack(home, folder, progress, traces, List.of());
  }

  /// The stack of this checkout: `genome.home`, or the folder above that holds the script `genome`;
  /// its run folder is `.genome/run` or what `GENOME_RUN_FOLDER` says; `GENOME_OTLP_ENDPOINT` says
  /// where its traces go.
  public static LocalStack ofCheckout(Progress progress) {
    Path home = checkout();
    return new LocalStack(
        home,
        told("GENOME_RUN_FOLDER").map(Path::of).orElseGet(() -> home.resolve(".genome/run")),
        progress,
        told("GENOME_OTLP_ENDPOINT").map(URI::create),
        Service.SOON_STARTED);
  }

  private static Optional<String> told(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
  }

  /// The folder of this checkout: `genome.home`, or the folder above that holds the script
  /// `genome`.
  public static Path checkout() {
    String told = System.getProperty("genome.home");
    if (told != null) {
      return Path.of(told);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isExecutable(at.resolve("genome")) && Files.exists(at.resolve("pom.xml"))) {
        return at;
      }
    }
    throw new StackFault(
        "This is not a checkout of Genome Record", "Change to one, or set -Dgenome.home");
  }

  /// Starts whatever does not run and waits until all of it answers. Doing so again changes
  /// nothing.
  ///
  /// @throws StackFault when a component cannot start or does not answer in time; the others stay
  ///   up
  public Stack start() {
    requireDisk();
    Private.folder(folder);
    try (var _ = RunLock.of(folder)) {
      var starting = new StackStart(remembered(), file, progress);
      starting.run(servers(starting.stack()));
      return starting.stack();
    }
  }

  /// Stops everything, those first that need the others.
  public void stop() {
    Optional<Stack> known = file.read();
    if (known.isEmpty()) {
      return;
    }
    try (var _ = RunLock.of(folder)) {
      StackStop.run(servers(known.get()), known.get(), progress);
      file.write(known.get().withoutProcesses());
    }
  }

  /// Stops everything and deletes the run folder: databases, keys, passwords, logs.
  public void erase() {
    stop();
    try {
      ServerFiles.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every component, in the order they start in; empty when nothing was ever started here.
  public List<ComponentStatus> status() {
    return file.read().stream().flatMap(this::status).toList();
  }

  private Stream<ComponentStatus> status(Stack stack) {
    return servers(stack).parallelStream().map(server -> status(server, stack));
  }

  private static ComponentStatus status(Server server, Stack stack) {
    Optional<Launched> launched = Optional.ofNullable(stack.processes().get(server.name()));
    Optional<Long> pid = launched.flatMap(Launched::alive).map(ProcessHandle::pid);
    ComponentStatus.State state;
    if (launched.isEmpty()) {
      state = ComponentStatus.State.STOPPED;
    } else if (pid.isEmpty()) {
      state = ComponentStatus.State.DEAD;
    } else {
      state = server.isReady() ? ComponentStatus.State.READY : ComponentStatus.State.UNREADY;
    }
    return new ComponentStatus(server.name(), state, pid, server.url());
  }

  /// The description of the stack started here, whether it runs or not.
  public Optional<Stack> stack() {
    return file.read();
  }

  /// Kills one component (SIGKILL), as a fault would; `start()` heals it.
  ///
  /// @param component as named in `status()`
  public void kill(String component) {
    Launched launched = file.read().map(stack -> stack.processes().get(component)).orElse(null);
    if (launched == null) {
      throw new StackFault(
          "Nothing called " + component + " was started here", "./genome status tells what was.");
    }
    launched.kill();
  }

  private Stack remembered() {
    Optional<Stack> known = file.read();
    Stack stack =
        known
            .map(this::withPortsThatCanBeHad)
            .map(LocalStack::withSecretsThatAreMissing)
            .orElseGet(this::chosen);
    if (known.isEmpty()) {
      Realm.LABS.forEach(lab -> LabKey.at(stack.labKey(lab)));
    }
    file.write(stack);
    return stack;
  }

  private Stack chosen() {
    Set<Integer> taken = new HashSet<>();
    Map<String, Integer> ports = new HashMap<>();
    for (String name : PORTS) {
      ports.put(name, Ports.free(taken));
      taken.add(ports.get(name));
    }
    Map<String, String> secrets = new HashMap<>();
    PostgreSql.DATABASES.forEach(role -> secrets.put(role, Private.password()));
    SECRETS.forEach(name -> secrets.put(name, Private.password()));
    return new Stack(folder, ports, Map.of(), secrets);
  }

  // While one component runs it knows the ports of the others; only a stack at rest may move. A
  // stack of an earlier release lacks the ports of components that came since.
  private Stack withPortsThatCanBeHad(Stack stack) {
    Map<String, Integer> ports = new HashMap<>(stack.ports());
    if (stack.processes().values().stream().noneMatch(process -> process.alive().isPresent())) {
      ports.replaceAll(
          (_, port) -> Ports.isFree(port) ? port : Ports.free(new HashSet<>(ports.values())));
    }
    for (String name : PORTS) {
      if (!ports.containsKey(name)) {
        ports.put(name, Ports.free(new HashSet<>(ports.values())));
      }
    }
    return stack.withPorts(ports);
  }

  // A stack of an earlier release lacks the secrets of what came since.
  private static Stack withSecretsThatAreMissing(Stack stack) {
    Map<String, String> secrets = new HashMap<>(stack.secrets());
    SECRETS.forEach(name -> secrets.computeIfAbsent(name, _ -> Private.password()));
    return stack.withSecrets(secrets);
  }

  private List<Server> servers(Stack stack) {
    return List.of(
        new PostgreSql(stack, files),
        new Kafka(stack, files),
        new Keycloak(stack, files),
        new Witness(stack),
        service("consent-service", stack),
        service("ingestion-service", stack),
        service("interpretation-service", stack),
        service("gateway", stack));
  }

  private Service service(String name, Stack stack) {
    return new Service(name, stack, home, traces, javaOptions, Map.of());
  }

  private void requireDisk() {
    try {
      Files.createDirectories(folder);
      long free = Files.getFileStore(folder).getUsableSpace() / (1024 * 1024);
      long wanted = Limits.of("GENOME_DISK_FREE_MIB_MIN", DISK_FREE_MIB_MIN);
      if (free < wanted) {
        throw new StackFault(
            "No room: " + free + " MiB are free for " + folder + ", " + wanted + " MiB are needed",
            "Free some disk, or set GENOME_RUN_FOLDER to a folder on a larger one.");
      }
    } catch (IOException e) {
      throw new StackFault(
          "The run folder " + folder + " cannot be used: " + e.getMessage(),
          "Make it writable, or set GENOME_RUN_FOLDER to another.",
          e);
    }
  }
}
