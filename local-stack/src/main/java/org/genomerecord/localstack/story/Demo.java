package org.genomerecord.localstack.story;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.genomerecord.localstack.LocalStack;
import org.jspecify.annotations.Nullable;

/// The story, step by step.
public final class Demo {
  private final LocalStack localStack;
  private final PrintWriter out;

  public Demo(LocalStack localStack, PrintWriter out) {
    this.localStack = localStack;
    this.out = out;
  }

  /// Starts the stack and plays the story.
  ///
  /// @param vcf a file to submit instead of the sample
  /// @param sample which sample of it
  /// @param assembly GRCh37 or GRCh38
  /// @param json where each step is written to
  /// @return 0 when every step went as the story says
  public int play(
      @Nullable Path vcf, @Nullable String sample, @Nullable String assembly, @Nullable Path json) {
    out.println("The stack is up at " + localStack.start().gateway());
    return 0;
  }
}
