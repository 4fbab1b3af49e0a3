package org.genomerecord.localstack;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.genomerecord.ledger.audit.AuditCommand;
import org.genomerecord.localstack.benchmark.Benchmarks;
import org.genomerecord.localstack.identity.Realm;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.oncall.Knowledge;
import org.genomerecord.localstack.oncall.LabsCommand;
import org.genomerecord.localstack.oncall.OnCall;
import org.genomerecord.localstack.oncall.QuarantineCommand;
import org.genomerecord.localstack.story.Demo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The launcher behind `./genome`. Exit codes: 0 all went well, 1 a fault, 2 wrong words, 3 not
/// everything runs; `audit` has its own, see `AuditCommand`.
@Command(
    name = "genome",
    subcommands = CommandLine.HelpCommand.class,
    description = "Genome Record on this machine.")
public final class Main {
  private static final int NOT_ALL_RUNS = 3;
  private final PrintWriter out;
  private final Console console;

  private Main(PrintWriter out) {
    this.out = out;
    this.console = new Console(out);
  }

  public static void main(String[] words) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var main = new Main(out);
    int code =
        commandLine(main, out)
            .setExecutionExceptionHandler((exception, at, _) -> main.fault(exception, at))
            .execute(words);
    System.exit(code);
  }

  /// All commands, each with `--help`.
  static CommandLine commandLine(PrintWriter out) {
    return commandLine(new Main(out), out);
  }

  private static CommandLine commandLine(Main main, PrintWriter out) {
    var line =
        new CommandLine(main)
            .addSubcommand(audit(main))
            .addSubcommand(new LabsCommand(main::running, out))
            .addSubcommand(new QuarantineCommand(main::running, out));
    offerHelp(line);
    return line.setOut(out);
  }

  private static void offerHelp(CommandLine line) {
    var spec = line.getCommandSpec();
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help message and exit.")
              .build());
    }
    line.getSubcommands().values().forEach(Main::offerHelp);
  }

  /// The auditor's commands, and the one that needs the running stack.
  private static CommandLine audit(Main main) {
    return new CommandLine(new AuditCommand()).addSubcommand(new ExportCommand(main::running));
  }

  private int fault(Exception exception, CommandLine at) throws Exception {
    if (exception instanceof StackFault fault) {
      console.fault(fault);
      return 1;
    }
    if (at.getParent() != null && at.getParent().getCommand() instanceof AuditCommand) {
      return AuditCommand.exitCode(exception, at);
    }
    throw exception;
  }

  private LocalStack localStack() {
    return LocalStack.ofCheckout(console);
  }

  @Command(description = "Start whatever is not running.")
  int up() {
    long begun = System.nanoTime();
    Stack stack = localStack().start();
    out.println(String.format(Locale.ROOT, "Up in %.1f s.", (System.nanoTime() - begun) / 1e9));
    describe(stack);
    return 0;
  }

  private void describe(Stack stack) {
    out.println();
    out.println("  gateway   " + stack.gateway());
    out.println("  keycloak  " + stack.url("keycloak") + " (admin, " + stack.secret("admin") + ")");
    out.println(
        "  users     "
            + String.join(", ", SampleUser.all().stream().map(SampleUser::name).toList()));
    out.println("  password  " + stack.userPassword());
    out.println("  tokens    " + stack.tokenEndpoint() + " (client genome-cli)");
    out.println("  logs      " + stack.log("gateway").getParent());
    out.println("  stop      ./genome down");
  }

  @Command(description = "Stop everything.")
  int down(
      @Option(names = "--erase", description = "and delete its files: databases, keys, logs")
          boolean erase) {
    if (erase) {
      localStack().erase();
    } else {
      localStack().stop();
    }
    out.println("Down.");
    return 0;
  }

  @Command(description = "What runs, where.")
  int status() {
    List<ComponentStatus> components = localStack().status();
    if (components.isEmpty()) {
      out.println("Nothing was started here. Start with ./genome up");
      return NOT_ALL_RUNS;
    }
    for (ComponentStatus component : components) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s %-24s %-8s %8s  %s",
              component.state() == ComponentStatus.State.READY ? "✔" : "✖",
              component.name(),
              component.state().name().toLowerCase(Locale.ROOT),
              component.pid().map(String::valueOf).orElse("-"),
              component.url()));
    }
    boolean all =
        components.stream().allMatch(component -> component.state() == ComponentStatus.State.READY);
    if (!all) {
      out.println("Start what is missing with ./genome up");
    }
    return all ? 0 : NOT_ALL_RUNS;
  }

  @Command(description = "The end of a component's log.")
  int logs(
      @Parameters(paramLabel = "SERVICE", description = "as named by status") String component,
      @Option(names = "-n", defaultValue = "100", description = "how many lines") int lines,
      @Option(names = "-f", description = "and what is added to it, until Ctrl-C") boolean follow) {
    var known = localStack().status().stream().map(ComponentStatus::name).toList();
    if (!known.contains(component)) {
      throw new StackFault(
          "There is no log of '" + component + "'",
          known.isEmpty()
              ? "Nothing was started here: ./genome up"
              : "There are: " + String.join(", ", known));
    }
    Path log = localStack().stack().orElseThrow().log(component);
    LogTail.lines(log, lines).forEach(out::println);
    if (follow) {
      LogTail.follow(log, out);
    }
    return 0;
  }

  @Command(description = "Start everything and play the story, step by step.")
  int demo(
      @Option(names = "--vcf", description = "a VCF of your own") @Nullable Path vcf,
      @Option(names = "--sample", description = "which sample of it") @Nullable String sample,
      @Option(names = "--assembly", description = "GRCh37 or GRCh38") @Nullable String assembly,
      @Option(names = "--json", description = "write each step to this file") @Nullable Path json) {
    return new Demo(localStack(), out).play(vcf, sample, assembly, json);
  }

  @Command(description = "The address of the gateway.")
  int url() {
    out.println(running().gateway());
    return 0;
  }

  @Command(description = "An access token of a sample user or a laboratory, to try things with.")
  int token(
      @Parameters(paramLabel = "NAME", description = "such as dr-grey or lab-north") String name,
      @Option(names = "--key", description = "of a laboratory's client: its private key, .pem")
          @Nullable Path key) {
    var tokens = new Tokens(running());
    if (key != null) {
      out.println(tokens.lab(name, key));
    } else if (Realm.LABS.contains(name)) {
      out.println(tokens.lab(name));
    } else if (SampleUser.all().stream().anyMatch(user -> user.name().equals(name))) {
      out.println(tokens.user(name));
    } else {
      throw new StackFault(
          "There is no sample user '" + name + "'",
          "There are: "
              + String.join(", ", SampleUser.all().stream().map(SampleUser::name).toList())
              + ", "
              + String.join(", ", Realm.LABS));
    }
    return 0;
  }

  private Stack running() {
    return localStack()
        .stack()
        .orElseThrow(
            () -> new StackFault("Nothing was started here.", "Start it with ./genome up"));
  }

  @Command(description = "Events that a service could not take in, and those that wait behind.")
  int parked(
      @Parameters(paramLabel = "list|retry", arity = "0..1", defaultValue = "list") String what) {
    var onCall = new OnCall(running(), out);
    return switch (what) {
      case "list" -> onCall.list();
      case "retry" -> onCall.retry();
      default ->
          throw new StackFault("'parked' does not know '" + what + "'", "It knows: list, retry");
    };
  }

  @Command(description = "Build a read model again while the service serves.")
  int rebuild(
      @Parameters(paramLabel = "SERVICE", description = "such as consent-service") String service,
      @Parameters(
              paramLabel = "READ-MODEL",
              description = "such as audit-trail, accessions or reports")
          String readModel) {
    return new OnCall(running(), out).rebuild(service, readModel);
  }

  @Command(
      name = "rotate-keys",
      description = "Wrap all subject keys by a new key-encryption key while the service serves.")
  int rotateKeys() {
    return new OnCall(running(), out).rotateKeys();
  }

  @Command(description = "Knowledge releases of the running stack; import makes one (see there).")
  int knowledge(
      @Parameters(paramLabel = "list|upload|differences|activate") String what,
      @Parameters(paramLabel = "NAME|ARCHIVE", arity = "0..1") @Nullable String which,
      @Option(
              names = "--in-place-of",
              paramLabel = "NAME",
              description = "activate only if this release is active until then")
          @Nullable String inPlaceOf) {
    var knowledge = new Knowledge(running(), out);
    if (what.equals("list")) {
      return knowledge.list();
    }
    if (which == null) {
      throw new StackFault("'knowledge " + what + "' wants a release", "./genome knowledge list");
    }
    return switch (what) {
      case "upload" -> knowledge.upload(Path.of(which));
      case "differences" -> knowledge.differences(which);
      case "activate" -> knowledge.activate(which, inPlaceOf);
      default ->
          throw new StackFault(
              "'knowledge' does not know '" + what + "'",
              "It knows: import, list, upload, differences, activate");
    };
  }

  @Command(description = "A benchmark; without a name, which there are.")
  int bench(
      @Parameters(paramLabel = "NAME", arity = "0..1") @Nullable String name,
      @Option(names = "--json", description = "write the figures to this file") @Nullable Path json,
      @Option(names = "--markdown", description = "write the table for the documents to this file")
          @Nullable Path markdown,
      @Option(names = "--seed", defaultValue = "1", description = "of everything random") long seed,
      @Option(names = "--short", description = "about a minute: enough to see that it works")
          boolean brief) {
    return Benchmarks.run(
        name, new Benchmarks.Wishes(brief, seed, json, markdown), LocalStack::ofCheckout, out);
  }
}
