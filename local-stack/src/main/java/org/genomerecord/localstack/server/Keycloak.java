package org.genomerecord.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.Realm;

/// Keycloak on the stack's PostgreSQL, with the realm of `realm/genome-record-realm.json`.
public final class Keycloak implements Server {
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "-Dpicocli.disable.closures=true",
          "-Dquarkus-log-max-startup-records=10000",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  private final Stack stack;
  private final ServerFiles files;

  public Keycloak(Stack stack, ServerFiles files) {
    this.stack = stack;
    this.files = files;
  }

  @Override
  public String name() {
    return "keycloak";
  }

  @Override
  public URI url() {
    return stack.url(name());
  }

  @Override
  public List<Integer> ports() {
    return List.of(stack.port(name()));
  }

  // What kc.sh does, without the shell in between: the process started is the one to stop.
  private static List<String> command(Path home, String heap, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Launch.java());
    command.add(heap);
    command.addAll(JVM);
    command.add("-Dkc.home.dir=" + home);
    command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
    command.addAll(
        List.of(
            "-cp",
            home.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    command.addAll(arguments);
    return command;
  }

  /// Fixes what Keycloak decides at build time (database kind, no metrics), so that later starts
  /// are short.
  static void build(Path home, Path log) {
    var arguments =
        List.of("build", "--db=postgres", "--health-enabled=false", "--metrics-enabled=false");
    if (Launch.toEnd(command(home, "-Xmx768m", arguments), Map.of(), home, log) != 0) {
      throw new StackFault("Keycloak could not be built", "See " + log);
    }
  }

  private Path home() {
    return stack.folder().resolve("keycloak");
  }

  @Override
  public void prepare() {
    Path program = files.keycloak();
    try {
      // Its own home per run folder: the import folder is looked for there. The programs are
      // linked, not copied.
      Private.folder(home());
      Private.folder(home().resolve("data"));
      Path realms = Private.folder(home().resolve("data/import"));
      for (String part : List.of("lib", "providers", "conf", "themes")) {
        Path link = home().resolve(part);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, program.resolve(part));
      }
      Private.write(realms.resolve("genome-record-realm.json"), Realm.filledIn(stack));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Launched launch() {
    var arguments =
        List.of(
            "start",
            "--optimized",
            "--import-realm",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + stack.port(name()),
            "--hostname=" + url(),
            "--cache=local",
            "--db-url=" + stack.jdbcUrl(name()),
            "--db-username=" + name());
    // Passwords go by the environment: a command line is for everyone to read.
    var environment = new HashMap<String, String>();
    environment.put("KC_DB_PASSWORD", stack.secret(name()));
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", stack.secret("admin"));
    return Launch.inBackground(
        command(home(), "-Xmx512m", arguments), environment, home(), stack.log(name()));
  }

  @Override
  public boolean isReady() {
    return Http.isOk(readyUrl());
  }

  @Override
  public URI readyUrl() {
    return URI.create(stack.realm() + "/.well-known/openid-configuration");
  }
}
