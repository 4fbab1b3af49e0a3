package org.genomerecord.localstack.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.LabClients;
import org.genomerecord.localstack.identity.LabKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What an operator does with laboratories: the record in ingestion-service, the client and its
/// keys in the identity provider.
@Command(
    name = "labs",
    subcommands = HelpCommand.class,
    description = "Laboratories: who may submit, with which keys, and how much.")
public final class LabsCommand {
  private final Supplier<Stack> stack;
  private final PrintWriter out;

  /// @param stack the running one
  public LabsCommand(Supplier<Stack> stack, PrintWriter out) {
    this.stack = stack;
    this.out = out;
  }

  /// What a laboratory may send.
  static final class Terms {
    @Option(names = "--name", required = true, description = "of the organisation, for people")
    private String name = "";

    @Option(
        names = "--test-codes",
        split = ",",
        description = "of the test directory; without: any")
    private List<String> testCodes = List.of();

    @Option(names = "--submissions-per-minute", description = "without: as configured for all")
    private @Nullable Integer submissionsPerMinute;

    @Option(names = "--bytes-per-day", description = "as sent; without: as configured for all")
    private @Nullable Long bytesPerDay;

    @Option(names = "--sandbox", description = "nothing that it sends touches a patient")
    private boolean sandbox;

    @Option(
        names = "--promises",
        paramLabel = "CODE=GENE,GENE",
        description = "genes that a test promises to call, for each test")
    private Map<String, String> promisedGenes = Map.of();

    JsonNode json() {
      return Labs.terms(name, testCodes, submissionsPerMinute, bytesPerDay, sandbox, promisedGenes);
    }
  }

  private Labs labs() {
    return new Labs(stack.get());
  }

  private int print(JsonNode laboratory) {
    out.println(laboratory.toPrettyString());
    out.flush();
    return 0;
  }

  @Command(description = "All laboratories.")
  int list() {
    for (var row : labs().list()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s %-24s %s%s%s",
              row.has("suspended") ? "✖" : "✔",
              row.path("laboratory").asText(),
              row.path("name").asText(),
              row.path("sandbox").asBoolean() ? ", sandbox" : "",
              row.has("suspended") ? ", suspended: " + row.path("suspended").asText() : ""));
    }
    out.flush();
    return 0;
  }

  @Command(description = "One laboratory.")
  int show(@Parameters(paramLabel = "LAB") String laboratory) {
    return print(labs().show(laboratory));
  }

  @Command(description = "Onboard a laboratory: its record, its client and its keys.")
  int add(
      @Parameters(paramLabel = "LAB", description = "letters, digits, hyphens") String laboratory,
      @Mixin Terms terms,
      @Option(names = "--jwks", description = "file with its public keys (RFC 7517)")
          @Nullable Path jwks,
      @Option(names = "--jwks-url", description = "where it publishes them itself")
          @Nullable String jwksUrl) {
    if ((jwks == null) == (jwksUrl == null)) {
      throw new StackFault("A laboratory needs its keys", "Give either --jwks or --jwks-url.");
    }
    var labs = labs();
    var wanted = terms.json();
    var onboarded = labs.find(laboratory);
    onboarded.ifPresent(there -> Labs.requireSameTerms(there, wanted));
    new LabClients(stack.get())
        .add(laboratory, laboratory, jwks == null ? null : read(jwks), jwksUrl);
    return print(onboarded.orElseGet(() -> labs.keep(laboratory, wanted)));
  }

  @Command(description = "Change what a laboratory may send: the whole of it.")
  int terms(@Parameters(paramLabel = "LAB") String laboratory, @Mixin Terms terms) {
    labs().show(laboratory);
    return print(labs().keep(laboratory, terms.json()));
  }

  @Command(description = "Take nothing from a laboratory from the next request on.")
  int suspend(
      @Parameters(paramLabel = "LAB") String laboratory,
      @Option(names = "--reason", required = true, description = "a code such as contract-ended")
          String reason) {
    return print(labs().suspend(laboratory, reason));
  }

  @Command(description = "Let a suspended laboratory submit again.")
  int reinstate(@Parameters(paramLabel = "LAB") String laboratory) {
    return print(labs().reinstate(laboratory));
  }

  @Command(description = "The ids of the keys that a client may sign with.")
  int keys(@Parameters(paramLabel = "CLIENT", description = "such as lab-north") String client) {
    new LabClients(stack.get()).keys(client).forEach(out::println);
    out.flush();
    return 0;
  }

  @Command(
      name = "rotate-key",
      description = "Add a client's next key; the one before goes on until it is retired.")
  int rotateKey(
      @Parameters(paramLabel = "CLIENT", description = "such as lab-north") String client,
      @Option(names = "--jwks", required = true, description = "file with the next public key")
          Path jwks) {
    new LabClients(stack.get()).addKeys(client, read(jwks));
    return keys(client);
  }

  @Command(name = "retire-key", description = "Take a key from a client.")
  int retireKey(
      @Parameters(paramLabel = "CLIENT", description = "such as lab-north") String client,
      @Parameters(paramLabel = "KID", description = "as keys lists them") String kid) {
    new LabClients(stack.get()).removeKey(client, kid);
    return keys(client);
  }

  @Command(description = "Where a laboratory is told what becomes of its submissions.")
  int webhook(
      @Parameters(paramLabel = "LAB") String laboratory,
      @Parameters(paramLabel = "URL|none", description = "begins with https://") String url) {
    return print(labs().webhook(laboratory, url.equals("none") ? null : url));
  }

  @Command(
      name = "rotate-secret",
      description = "Sign what a laboratory is told with a new secret.")
  int rotateSecret(
      @Parameters(paramLabel = "LAB") String laboratory,
      @Option(
              names = "--overlap-hours",
              defaultValue = "24",
              description = "how long the former secret signs, too")
          int overlapHours) {
    return print(labs().rotateSecret(laboratory, overlapHours));
  }

  @Command(description = "What a laboratory was told, or is to be told.")
  int deliveries(
      @Parameters(paramLabel = "LAB") String laboratory,
      @Option(names = "--status", description = "waiting, delivered or dead")
          @Nullable String status) {
    for (var row : labs().deliveries(laboratory, status)) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s  %-9s %2d attempts  %-8s %s  %s%s",
              row.path("delivery").asText(),
              row.path("status").asText(),
              row.path("attempts").asInt(),
              row.path("event").asText(),
              row.path("accession").asText(),
              row.path("occurredAt").asText(),
              row.has("failure") ? "  " + row.path("failure").asText() : ""));
    }
    out.flush();
    return 0;
  }

  @Command(description = "Tell a laboratory again.")
  int redeliver(
      @Parameters(paramLabel = "DELIVERY", description = "as deliveries lists them")
          String delivery) {
    return print(labs().redeliver(delivery));
  }

  @Command(
      name = "make-key",
      description = "Make a key pair to try with: FILE, and its JWK Set on standard output.")
  int makeKey(@Parameters(paramLabel = "FILE", description = "ends in .pem") Path file) {
    out.println(LabKey.at(file.toAbsolutePath()).jwks());
    out.flush();
    return 0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StackFault("Cannot read " + file, "It is a JWK Set with public keys.", e);
    }
  }
}
