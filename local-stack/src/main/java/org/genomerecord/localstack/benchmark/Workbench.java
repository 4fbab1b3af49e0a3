package org.genomerecord.localstack.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.genomerecord.localstack.server.Private;
import org.genomerecord.localstack.server.ServerFiles;

/// What a benchmark is given: how long it may take, its seed, a folder, and somebody to tell how
/// far it is.
public final class Workbench {
  private final Benchmark.Stacks stacks;
  private final boolean brief;
  private final long seed;
  private final Path folder;
  private final PrintWriter out;
  private final Map<String, String> facts = new LinkedHashMap<>();

  /// @param stacks makes the stack of this checkout, so that a benchmark may listen to its start
  /// @param brief about a minute: enough to see that it works
  /// @param seed of everything random, so that a run can be repeated
  /// @param folder for the files of this benchmark; whatever is in it is deleted
  public Workbench(
      Benchmark.Stacks stacks, boolean brief, long seed, Path folder, PrintWriter out) {
    this.stacks = stacks;
    this.brief = brief;
    this.seed = seed;
    this.folder = folder;
    this.out = out;
  }

  public Benchmark.Stacks stacks() {
    return stacks;
  }

  public boolean brief() {
    return brief;
  }

  public long seed() {
    return seed;
  }

  /// An empty folder for the files of this benchmark, readable by its owner alone.
  Path emptyFolder() {
    try {
      ServerFiles.delete(folder);
      return Private.folder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder, as it is.
  Path folder() {
    return folder;
  }

  /// Says how far it is, one line.
  public void say(String line) {
    out.println("  " + line);
    out.flush();
  }

  /// Something that the figures depend on: a version, a setting. It stands in the header of the
  /// report.
  public void note(String name, String value) {
    facts.put(name, value);
  }

  Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }
}
