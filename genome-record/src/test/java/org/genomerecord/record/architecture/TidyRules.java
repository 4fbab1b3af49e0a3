package org.genomerecord.record.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is checked in source text, for what no compiler or class file tells.
final class TidyRules {
  private static final int LINES_MAX = 400;
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern VAGUE_NAME =
      Pattern.compile("\\w*(Manager|Helper|Util|Utils|Impl)\\.java");
  private static final Pattern VALUE =
      Pattern.compile("^(?:public )?(?:record|sealed interface|enum) ", Pattern.MULTILINE);
  private static final Pattern FACT_FROM_OUTSIDE =
      Pattern.compile("\\b(?:\\w+\\.now\\(|UUID\\.randomUUID|System\\.\\w+Time|Math\\.random)");
  private static final Pattern WAITING = Pattern.compile("\\bThread\\.sleep\\b");
  private static final Pattern ENDING = Pattern.compile("\\bSystem\\.exit\\b");

  private TidyRules() {}

  /// What is untidy in one source file of any kind.
  static List<String> inAnySource(Path file, String text) {
    var found = new ArrayList<String>();
    long lines = text.lines().count();
    if (lines > LINES_MAX) {
      found.add(file + ": " + lines + " lines, at most " + LINES_MAX);
    }
    report(found, file, text, UNFINISHED, "is unfinished");
    if (VAGUE_NAME.matcher(String.valueOf(file.getFileName())).matches()) {
      found.add(file + ": the name says nothing");
    }
    return found;
  }

  /// What is untidy in one file of a test.
  static List<String> inTestSource(Path file, String text) {
    var found = new ArrayList<>(inAnySource(file, text));
    report(found, file, text, WAITING, "waits for time instead of an event");
    return found;
  }

  /// What is untidy in one file of the product.
  static List<String> inProductSource(Path file, String text) {
    var found = new ArrayList<>(inTestSource(file, text));
    if (VALUE.matcher(text).find()) {
      report(found, file, text, FACT_FROM_OUTSIDE, "in a value asks for what should be given");
      report(found, file, text, ENDING, "in a value ends the process");
    }
    return found;
  }

  /// What is untidy in a folder that is a package.
  static List<String> inPackage(Path folder) throws IOException {
    var info = folder.resolve("package-info.java");
    if (!Files.exists(info)) {
      return List.of(folder + ": no package-info.java");
    }
    var text = Files.readString(info);
    var found = new ArrayList<String>();
    if (!text.contains("@NullMarked")) {
      found.add(info + ": not @NullMarked");
    }
    long described = text.lines().filter(line -> line.startsWith("///")).count();
    if (described < 1 || described > 5) {
      found.add(info + ": says what the package is for in " + described + " lines, 1 to 5 wanted");
    }
    return found;
  }

  private static void report(
      List<String> found, Path file, String text, Pattern pattern, String complaint) {
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      long line = text.substring(0, matcher.start()).lines().count();
      found.add(file + ":" + Math.max(1, line) + ": " + matcher.group() + " " + complaint);
    }
  }
}
