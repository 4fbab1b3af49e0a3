package org.genomerecord.localstack.benchmark;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.story.AtRest;
import org.genomerecord.localstack.story.Step;
import org.genomerecord.localstack.story.Story;
import org.genomerecord.localstack.story.SubmittedFile;

/// Whether anything of a patient can be read from what lies on disk once the story was played:
/// table files and WAL, Kafka's segments, the vault, temporary files and the logs of all processes.
///
/// A stack of its own, in the folder of the benchmark, so that no other run's files are searched.
final class CanariesBenchmark implements Benchmark {
  /// Genes, diplotypes and drugs, as a report line has them.
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9*/+.-]{5,}");

  /// Words of a report that say nothing about a patient, or that the knowledge itself holds.
  private static final List<String> COMMON =
      List.of("metabolizer", "function", "normal", "increased", "decreased", "standard");

  @Override
  public String name() {
    return "canaries";
  }

  @Override
  public String about() {
    return "texts of a patient that can be read in any file of a stack after the story";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var own = OwnStack.start(bench)) {
      var stack = own.stack();
      var canaries = played(stack);
      bench.note("canaries", Integer.toString(canaries.size()));
      bench.say(canaries.size() + " texts of the patient, searched in all files of the stack");
      flush(stack, "SELECT 1");
      var after = search(bench, stack, canaries);
      // The control: one field in the clear, as a column that somebody forgot to seal.
      flush(
          stack,
          "CREATE TABLE forgotten AS SELECT '%s'::text AS note"
              .formatted(canaries.getLast().replace("'", "''")));
      var control = search(bench, stack, canaries);
      return List.of(
          Measurement.count("canaries.texts", canaries.size(), "texts"),
          Measurement.count("canaries.files searched", after.files(), "files"),
          Measurement.of("canaries.searched", after.bytes() / 1e6, "MB").atLeast(1),
          Measurement.count("canaries.found after the story", after.found().size(), "files")
              .atMost(0),
          Measurement.count(
                  "canaries.found with one field unsealed", control.found().size(), "files")
              .controlAtLeast(1));
    }
  }

  /// Plays the story.
  ///
  /// @return texts of the patient, from the file and from the report; the last is the name
  private static List<String> played(Stack stack) {
    var story = new Story(stack, SubmittedFile.SYNTHETIC, _ -> {});
    var steps = story.play();
    if (!steps.stream().allMatch(Step::asTold)) {
      throw new StackFault("The story did not go as it is told", "Run ./genome demo and look");
    }
    var texts = new ArrayList<String>();
    story.findings().stream()
        .flatMap(line -> WORD.matcher(line).results().map(found -> found.group()))
        .filter(word -> !COMMON.contains(word.toLowerCase(Locale.ROOT)))
        .distinct()
        .forEach(texts::add);
    texts.addAll(story.secrets());
    return List.copyOf(texts);
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
      bench.say("found in " + stack.folder().relativize(file));
    }
    return search;
  }
}
