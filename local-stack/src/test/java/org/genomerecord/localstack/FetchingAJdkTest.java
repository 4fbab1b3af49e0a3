package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./genome` on a machine without a JDK 25, against a vendor that is a folder behind a local HTTP
/// server.
class FetchingAJdkTest {
  private static final String RELEASE = "25.0.3+9";
  @TempDir Path folder;
  private HttpServer vendor;

  record Ran(int code, String out, String err) {}

  @BeforeEach
  void openTheVendor() throws IOException {
    Path files = Files.createDirectories(folder.resolve("vendor"));
    vendor =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            files,
            SimpleFileServer.OutputLevel.NONE);
    vendor.start();
  }

  @AfterEach
  void closeTheVendor() {
    vendor.stop(0);
  }

  @Test
  void aGoodFileIsCheckedUnpackedAndUsed() throws Exception {
    Path archive = publish(fakeJdk("25.0.3"));
    publishDigest(archive, sha256(archive));

    Ran ran = genomeJdk();

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().strip()).isEqualTo(jdks().resolve("jdk-" + RELEASE).toString());
    assertThat(ran.err())
        .contains("No JDK 25 on this machine", "SHA-256 as published: " + sha256(archive));
    assertThat(kept()).containsExactly("jdk-" + RELEASE);
  }

  @Test
  void aFetchedJdkIsNotFetchedAgain() throws Exception {
    Path archive = publish(fakeJdk("25.0.3"));
    publishDigest(archive, sha256(archive));
    genomeJdk();
    Files.delete(archive);

    Ran again = genomeJdk();

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).isEmpty();
  }

  @Test
  void aCorruptFileIsRefusedAndNothingIsKept() throws Exception {
    Path archive = publish(fakeJdk("25.0.3"));
    publishDigest(archive, "0".repeat(64));

    Ran ran = genomeJdk();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("not the published one", "0".repeat(64), sha256(archive), "set JAVA_HOME");
    assertThat(kept()).isEmpty();
  }

  @Test
  void anAbsentFileIsSaidWithWhatToInstallAndWhereItLooked() throws Exception {
    Ran ran = genomeJdk();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "could not be fetched from",
            "Looked in:",
            folder.resolve("elsewhere").toString(),
            "Install one");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aJdkOfAnotherReleaseIsNotTakenForOne() throws Exception {
    Path archive = publish(fakeJdk("17.0.9"));
    publishDigest(archive, sha256(archive));

    Ran ran = genomeJdk();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("is not a JDK 25 that runs here");
  }

  @Test
  void aJdkThatIsThereIsUsedWithoutTheVendor() throws Exception {
    Path there =
        Files.move(
            fakeJdk("25.0.3"),
            Files.createDirectories(folder.resolve("elsewhere")).resolve("my jdk"));

    Ran ran = genomeJdk();

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().strip()).isEqualTo(there.toString());
  }

  private Ran genomeJdk() throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("genome.home"), "genome");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(script.toString(), "jdk")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("GENOME_JDK_SEARCH", folder.resolve("elsewhere") + "/*");
    builder.environment().put("GENOME_JDK_FOLDER", jdks().toString());
    builder
        .environment()
        .put("GENOME_JDK_URL", "http://127.0.0.1:" + vendor.getAddress().getPort());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Path jdks() {
    return folder.resolve("kept");
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(jdks())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path fakeJdk(String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk-fake/bin"));
    for (String program : List.of("java", "javac")) {
      String script = "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n";
      Path file = Files.writeString(bin.resolve(program), script);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder.resolve("jdk-fake");
  }

  private Path publish(Path jdk) throws IOException, InterruptedException {
    Path archive = folder.resolve("vendor").resolve(archiveName());
    Process tar =
        new ProcessBuilder(
                "tar",
                "-czf",
                archive.toString(),
                "-C",
                folder.toString(),
                jdk.getFileName().toString())
            .start();
    assertThat(tar.waitFor()).isZero();
    return archive;
  }

  private static void publishDigest(Path archive, String digest) throws IOException {
    Files.writeString(
        archive.resolveSibling(archive.getFileName() + ".sha256.txt"),
        digest + "  " + archive.getFileName() + "\n");
  }

  private static String archiveName() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "mac" : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    return "OpenJDK25U-jdk_" + machine + "_" + system + "_hotspot_25.0.3_9.tar.gz";
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
