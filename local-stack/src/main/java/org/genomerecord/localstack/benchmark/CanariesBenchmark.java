package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.server.Private;
import org.genomerecord.localstack.server.ServerFiles;
import org.genomerecord.localstack.story.AtRest;
import org.genomerecord.localstack.story.Step;
import org.genomerecord.localstack.story.Story;
import org.genomerecord.localstack.story.SubmittedFile;

/// Whether anything of a patient can be read from what lies on disk once the story was played, and
/// once the patient was erased: table files and WAL, Kafka's segments, the vault, temporary files
/// and the logs of all processes.
///
/// Texts that the stack's files hold before there is a patient are words like any other, and are
/// left out. A stack of its own, in the folder of the benchmark, so that no other run's files are
/// searched.
final class CanariesBenchmark implements Benchmark {
  /// Genes, diplotypes and drugs, as a report line has them.
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9*/+.-]{5,}");

  /// With fewer there would be nothing left of the report.
  private static final int CANARIES_MIN = 10;

  /// What somebody forgot to seal, for the control.
  private static final String UNSEALED = "a note on " + UUID.randomUUID();

  @Override
  public String name() {
    return "canaries";
  }

  @Override
  public String about() {
    return "texts of a patient that can be read in any file of a stack, after the story and after erasure";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.start(bench)) {
      var stack = own.stack();
      var story = new Story(stack, SubmittedFile.SYNTHETIC, _ -> {});
      // The words of the report are known only once the files are no longer as they were before.
      var before = copied(stack.folder(), bench.folder().resolveSibling("canaries-before"));
      var texts = texts(story);
      var common = AtRest.of(List.of(before), texts).texts();
      ServerFiles.delete(before);
      var canaries = texts.stream().filter(text -> !common.contains(text)).toList();
      bench.note("canaries", canaries.size() + ", without " + common.size() + " common words");
      if (!canaries.containsAll(story.secrets())) {
        throw new StackFault("A canary was there before the patient", "Run it again");
      }
      unseal(stack);
      var after = search(bench, stack, canaries);
      var control = AtRest.of(List.of(stack.folder()), List.of(UNSEALED));
      if (!story.eraseThePatient()) {
        throw new StackFault("The patient was not erased", "See the log of consent-service");
      }
      flush(stack, "SELECT 1");
      var erased = search(bench, stack, canaries);
      var controlErased = AtRest.of(List.of(stack.folder()), List.of(UNSEALED));
      return List.of(
          Measurement.count("canaries.texts", canaries.size(), "texts").atLeast(CANARIES_MIN),
          Measurement.count("canaries.files searched", after.files(), "files"),
          Measurement.of("canaries.searched", after.bytes() / 1e6, "MB").atLeast(1),
          Measurement.count("canaries.after the story", after.found().size(), "files").atMost(0),
          Measurement.count("canaries.after erasure", erased.found().size(), "files").atMost(0),
          unsealed("canaries.after the story, one field unsealed", control),
          unsealed("canaries.after erasure, one field unsealed", controlErased));
    }
  }

  private static Measurement unsealed(String name, AtRest.Search search) {
    return Measurement.count(name, search.found().size(), "files").controlAtLeast(1);
  }

  /// Copies what there is to be read. Files that vanish meanwhile are left out.
  private static Path copied(Path folder, Path to) throws IOException {
    ServerFiles.delete(to);
    Private.folder(to);
    int number = 0;
    try (var files = Files.walk(folder)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        try {
          Files.copy(file, to.resolve(Integer.toString(number++)));
        } catch (NoSuchFileException _) {
          // It went while the stack works on.
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return to;
  }

  /// Plays the story.
  ///
  /// @return texts of the patient, from the file and from the report
  private static List<String> texts(Story story) {
    var steps = story.play();
    if (!steps.stream().allMatch(Step::asTold)) {
      throw new StackFault("The story did not go as it is told", "Run ./genome demo and look");
    }
    var words =
        story.findings().stream()
            .flatMap(line -> WORD.matcher(line).results().map(found -> found.group()));
    return Stream.concat(words, story.secrets().stream()).distinct().toList();
  }

  private static void unseal(Stack stack) throws SQLException {
    flush(stack, "CREATE TABLE forgotten AS SELECT '" + UNSEALED + "'::text AS note");
  }

  /// Does something in the database of consent-service, and has all of it written to its files.
  private static void flush(Stack stack, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                stack.jdbcUrl("consent"), "postgres", stack.secret("postgresql"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("CHECKPOINT");
    }
  }

  private static AtRest.Search search(Workbench bench, Stack stack, List<String> canaries) {
    var search = AtRest.of(List.of(stack.folder()), canaries);
    for (Path file : search.found()) {
      bench.say("found in " + stack.folder().relativize(file) + ": " + search.texts());
    }
    return search;
  }
}
