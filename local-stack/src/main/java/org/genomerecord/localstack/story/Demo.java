package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.SampleUser;
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
    var submitted = vcf == null ? SubmittedFile.SYNTHETIC : SubmittedFile.of(vcf, sample, assembly);
    submitted.bytes(); // a file that is not there is said before anything starts
    var stack = localStack.start();
    out.println();
    out.println(
        vcf == null
            ? "The story, with a synthetic patient:"
            : "The story, with " + vcf.getFileName() + ":");
    var steps = new Story(stack, submitted, this::print).play();
    if (json != null) {
      write(json, steps);
    }
    boolean asTold = steps.stream().allMatch(Step::asTold);
    out.println();
    out.println(
        asTold
            ? "Every step went as the story says."
            : "The story ended otherwise; see the steps marked ✖.");
    tell(stack);
    out.flush();
    return asTold ? 0 : 1;
  }

  private void print(Step step) {
    if (step.number().isEmpty()) {
      out.println("         " + step.title());
    } else {
      out.println(
          "%s %-3s %-66s %s  %d ms"
              .formatted(
                  step.asTold() ? "✔" : "✖",
                  step.number(),
                  step.title(),
                  step.outcome(),
                  step.millis()));
    }
    out.flush();
  }

  private static void write(Path json, List<Step> steps) {
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), steps);
    } catch (IOException e) {
      throw new StackFault(json + " cannot be written", "Name another file after --json.", e);
    }
  }

  private void tell(Stack stack) {
    out.println();
    out.println("The stack stays up. Try it:");
    out.println("  start page   " + stack.gateway() + "/");
    out.println("  API          " + stack.gateway() + "/openapi");
    out.println("  FHIR         " + stack.gateway() + "/fhir/metadata");
    out.println("  tokens       " + stack.tokenEndpoint() + " (client genome-cli)");
    for (var user : SampleUser.all()) {
      out.println("  %-12s %s".formatted(user.name(), user.role()));
    }
    out.println("  password     " + stack.userPassword());
    out.println("  stop         ./genome down");
  }
}
