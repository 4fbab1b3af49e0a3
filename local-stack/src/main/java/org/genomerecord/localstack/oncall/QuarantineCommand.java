package org.genomerecord.localstack.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a genetic counsellor does with files that wait for a patient or a consent.
@Command(
    name = "quarantine",
    subcommands = HelpCommand.class,
    description = "Files that wait for a patient or a consent, as a genetic counsellor.")
public final class QuarantineCommand {
  private static final String WAITING = "/quarantine";

  private final Supplier<Stack> stack;
  private final PrintWriter out;

  /// @param stack the running one
  public QuarantineCommand(Supplier<Stack> stack, PrintWriter out) {
    this.stack = stack;
    this.out = out;
  }

  @Command(description = "What waits, the oldest first.")
  int list() {
    var waiting = ask("GET", WAITING, null);
    for (var row : waiting) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s  %-24s %-15s %,15d bytes  until %s",
              row.path("accession").asText(),
              row.path("laboratory").asText(),
              row.path("reason").asText(),
              row.path("sizeBytes").asLong(),
              row.path("expiresAt").asText()));
    }
    if (waiting.isEmpty()) {
      out.println("nothing waits");
    }
    out.flush();
    return 0;
  }

  @Command(description = "Make a submission of it, if the patient's consents permit it now.")
  int release(
      @Parameters(paramLabel = "ACCESSION", description = "as list has it") String accession,
      @Option(
              names = "--patient",
              required = true,
              paramLabel = "SYSTEM|VALUE",
              description = "whose it is")
          String patient,
      @Option(
              names = "--reason",
              required = true,
              description = "registered, consent-given or identifier-corrected")
          String reason) {
    var released =
        ask(
            "POST",
            WAITING + "/" + accession + "/release",
            JsonNodeFactory.instance.objectNode().put("patient", patient).put("reason", reason));
    out.println("✔ " + accession + " is " + released.path("state").asText());
    out.flush();
    return 0;
  }

  @Command(description = "Give it up: its key is destroyed, and its laboratory is told.")
  int discard(
      @Parameters(paramLabel = "ACCESSION", description = "as list has it") String accession,
      @Option(names = "--reason", required = true, description = "a code such as sent-in-error")
          String reason) {
    ask(
        "POST",
        WAITING + "/" + accession + "/discard",
        JsonNodeFactory.instance.objectNode().put("reason", reason));
    out.println("✔ " + accession + " is given up");
    out.flush();
    return 0;
  }

  private JsonNode ask(String method, String path, @Nullable JsonNode body) {
    var running = stack.get();
    var answer =
        new Door(running.gateway())
            .send(
                method,
                path,
                new Tokens(running).user(SampleUser.CAROL.name()),
                body == null ? Map.of() : Map.of("Content-Type", "application/json"),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (answer.status() >= 300) {
      throw new StackFault(
          "The counsellor was answered " + answer.status() + " " + answer.code(),
          answer.json().path("detail").asText("Is everything up? ./genome status"));
    }
    return answer.json();
  }
}
