package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AskingForHelpTest {
  private static void addNames(CommandLine line, List<String> before, List<List<String>> all) {
    line.getSubcommands()
        .forEach((name, sub) -> {
          var names = new ArrayList<>(before);
          names.add(name);
          all.add(names);
          addNames(sub, names, all);
        });
  }

  /// Without a stack, and without what the command needs otherwise.
  @Test
  void everyCommandTellsHowItIsUsed() {
    var commands = new ArrayList<List<String>>();
    addNames(Main.commandLine(new PrintWriter(new StringWriter())), List.of(), commands);
    assertThat(commands)
        .contains(List.of("labs"), List.of("labs", "add"), List.of("bench"), List.of("audit"));

    for (var names : commands) {
      var out = new StringWriter();
      var words = new ArrayList<>(names);
      words.add("--help");

      int code = Main.commandLine(new PrintWriter(out, true)).execute(words.toArray(String[]::new));

      assertThat(code).as(String.join(" ", words)).isZero();
      assertThat(out.toString()).contains("Usage: genome").contains("--help");
    }
  }
}
