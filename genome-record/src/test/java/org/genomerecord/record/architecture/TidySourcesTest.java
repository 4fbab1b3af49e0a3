package org.genomerecord.record.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All sources of the repository, whichever module they are in.
class TidySourcesTest {
  /// Starts processes and waits for them: nothing in it decides.
  private static final String STACK = "local-stack";

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static List<Path> sources(String kind) throws IOException {
    try (var modules = Files.list(REPOSITORY)) {
      return modules
          .map(module -> module.resolve(Path.of("src", kind, "java")))
          .filter(Files::isDirectory)
          .flatMap(TidySourcesTest::under)
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }

  private static Stream<Path> under(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> found(
      List<Path> files, BiFunction<Path, String, List<String>> rules) {
    return files.stream()
        .flatMap(file -> rules.apply(REPOSITORY.relativize(file), read(file)).stream())
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theProductIsTidy() throws IOException {
    var sources = sources("main");

    assertThat(sources).hasSizeGreaterThan(50);
    assertThat(
            found(
                sources,
                (file, text) ->
                    file.startsWith(STACK)
                        ? TidyRules.inAnySource(file, text)
                        : TidyRules.inProductSource(file, text)))
        .isEmpty();
  }

  @Test
  void theTestsAreTidy() throws IOException {
    var sources = sources("test");

    assertThat(sources).hasSizeGreaterThan(20);
    assertThat(found(sources, TidyRules::inTestSource)).isEmpty();
  }

  @Test
  void everyPackageOfTheProductSaysWhatItIsForAndIsNullMarked() throws IOException {
    var packages =
        sources("main").stream().map(file -> file.toAbsolutePath().getParent()).distinct().toList();

    assertThat(packages).hasSizeGreaterThan(8);
    for (var folder : packages) {
      assertThat(TidyRules.inPackage(folder)).isEmpty();
    }
  }

  private static List<String> inProduct(String name, String text) {
    return TidyRules.inProductSource(Path.of(name), text);
  }

  @Test
  void aLongFileIsFound() {
    assertThat(inProduct("A.java", "//\n".repeat(400))).isEmpty();
    assertThat(inProduct("A.java", "//\n".repeat(401))).hasSize(1);
  }

  @Test
  void unfinishedWorkIsFoundWithItsLine() {
    assertThat(inProduct("A.java", "class A {\n  // TO" + "DO later\n}"))
        .containsExactly("A.java:2: TO" + "DO is unfinished");
    assertThat(inProduct("A.java", "// FIX" + "ME")).hasSize(1);
  }

  @Test
  void aVagueNameIsFound() {
    assertThat(inProduct("ConsentManager.java", "")).hasSize(1);
    assertThat(inProduct("VcfUtils.java", "")).hasSize(1);
    assertThat(inProduct("StoreImpl.java", "")).hasSize(1);
    assertThat(inProduct("Implication.java", "")).isEmpty();
  }

  @Test
  void anImpureValueIsFound() {
    assertThat(inProduct("A.java", "public record A() { Instant t() { return Instant.now(); } }"))
        .hasSize(1);
    assertThat(inProduct("A.java", "sealed interface A { UUID i = UUID.randomUUID(); }"))
        .hasSize(1);
    assertThat(inProduct("A.java", "enum A { X; void stop() { System.exit(1); } }")).hasSize(1);
    assertThat(inProduct("A.java", "class A { Instant t = Instant.now(); }")).isEmpty();
  }

  @Test
  void aSleepIsFoundInTestsAndProduct() {
    assertThat(TidyRules.inTestSource(Path.of("ATest.java"), "Thread" + ".sleep(10);")).hasSize(1);
    assertThat(inProduct("A.java", "Thread" + ".sleep(10);")).hasSize(1);
  }

  @Test
  void aPackageWithoutDescriptionOrNullMarkedIsFound(@TempDir Path folder) throws IOException {
    assertThat(TidyRules.inPackage(folder)).hasSize(1);

    Files.writeString(folder.resolve("package-info.java"), "package a;\n");
    assertThat(TidyRules.inPackage(folder)).hasSize(2);

    Files.writeString(
        folder.resolve("package-info.java"), "/// What for.\n@NullMarked\npackage a;\n");
    assertThat(TidyRules.inPackage(folder)).isEmpty();
  }
}
