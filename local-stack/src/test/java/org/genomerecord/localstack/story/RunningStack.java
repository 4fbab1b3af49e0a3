package org.genomerecord.localstack.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.genomerecord.localstack.ComponentStatus;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.PatientAccounts;
import org.genomerecord.localstack.identity.Tokens;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The one stack of all system specs of a process: the first that asks starts it, and it is erased
/// when the process ends. Its logs stay in `target/it-logs/`. It is no store of JUnit's that holds
/// it: where there are several processes, each spec is a run of its own there.
public final class RunningStack implements AutoCloseable {
  /// The checkout.
  public static final Path HOME = Path.of(System.getProperty("genome.home"));

  private static final String PROCESS = System.getProperty("genome.process", "stack-1");
  private static final Path FOLDER = Path.of("target", "it-" + PROCESS);
  private static final Path LOGS = Path.of("target", "it-logs", PROCESS);

  private final Map<String, Outcome> heard = new ConcurrentHashMap<>();
  private final Map<String, EventLog> logs = new ConcurrentHashMap<>();
  private final TraceReceiver traces = TraceReceiver.open();
  private final LocalStack localStack;
  private final Stack stack;
  private final KeptTokens tokens;
  private final PatientAccounts accounts;

  private RunningStack() {
    localStack =
        new LocalStack(HOME, FOLDER, (component, outcome, _) -> heard.put(component, outcome))
            .withTracesTo(traces.address());
    localStack.erase(); // what a run that was killed has left
    // Before it starts: what came up of a start that failed has to go as well.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "erase-stack"));
    stack = localStack.start();
    tokens = new KeptTokens(new Tokens(stack));
    accounts = new PatientAccounts(stack);
  }

  /// Gives a spec the stack, as a parameter. What a spec that failed left killed is started again,
  /// so that those after it find a whole stack.
  public static final class Shared
      implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Started.STACK;
    }

    @Override
    public void afterEach(ExtensionContext context) {
      startWhatIsDown(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      startWhatIsDown(context);
    }

    private static void startWhatIsDown(ExtensionContext context) {
      if (context.getExecutionException().isPresent()) {
        Started.STACK.startWhatIsDown();
      }
    }
  }

  /// Started when it is first asked for.
  private static final class Started {
    static final RunningStack STACK = new RunningStack();
  }

  /// What an auditor trusts of a log: the keys as they lie in the folders of logs and witness, not
  /// as the log says them (C2SP tlog-policy).
  String policy(String log) throws IOException {
    var text = new StringBuilder();
    for (var key : Files.readAllLines(stack.witnessFolder().resolve("logs"))) {
      for (var item : key.split(" ", -1)) {
        if (item.startsWith("localhost/" + log + "+")) {
          text.append("log ").append(item).append('\n');
        }
      }
    }
    int number = 0;
    for (var key : Files.readAllLines(stack.witnessFolder().resolve("vkeys"))) {
      text.append("witness w").append(++number).append(' ').append(key).append('\n');
    }
    return text + "group both all w1 w2\nquorum both\n";
  }

  /// To start, kill and look at.
  public LocalStack localStack() {
    return localStack;
  }

  /// Heals the stack, up to the tokens that every spec begins with.
  public void startWhatIsDown() {
    localStack.start();
    Eventually.see("Keycloak, which shares the database, signs in again", this::givesTokens);
  }

  private boolean givesTokens() {
    try {
      var fresh = tokens.fresh();
      return !fresh.lab("lab-north").isEmpty() && !fresh.user("dr-grey").isEmpty();
    } catch (StackFault notYet) {
      return false;
    }
  }

  /// Whether each component says so. A slow machine may keep one from that for a moment.
  public boolean isReady() {
    return localStack.status().stream().allMatch(one -> one.state() == ComponentStatus.State.READY);
  }

  /// Where everything is.
  public Stack stack() {
    return stack;
  }

  /// What became of each component at the last start since this map was cleared.
  public Map<String, Outcome> heard() {
    return heard;
  }

  KeptTokens tokens() {
    return tokens;
  }

  PatientAccounts accounts() {
    return accounts;
  }

  Door door() {
    return new Door(stack.gateway());
  }

  /// What an operator asks of a service, through the gateway.
  ///
  /// @param path after `/services/`
  Door.Answer operator(String method, String path) {
    return door()
        .send(
            method, "/services/" + path, tokens().user("oscar"), Map.of(), BodyPublishers.noBody());
  }

  /// A service itself, past the gateway.
  Door doorOf(String service) {
    return new Door(stack.url(service));
  }

  TraceReceiver traces() {
    return traces;
  }

  EventLog log(String database) {
    return logs.computeIfAbsent(database, name -> new EventLog(stack, name));
  }

  /// A patient nobody knew before, with an account and without any consent.
  SyntheticPatient patient() {
    return SyntheticPatient.enrolledOn(this);
  }

  /// As above, who permits any organisation to collect and use for treatment.
  SyntheticPatient consentingPatient() {
    var patient = patient();
    patient.grants(SyntheticPatient.provision());
    return patient;
  }

  Laboratory laboratory(String name) {
    return new Laboratory(this, name);
  }

  @Override
  public void close() {
    localStack.stop();
    keepLogs();
    localStack.erase();
    traces.close();
  }

  private void keepLogs() {
    if (!Files.isDirectory(FOLDER.resolve("logs"))) {
      return;
    }
    try (var logs = Files.list(FOLDER.resolve("logs"))) {
      Files.createDirectories(LOGS);
      for (var log : logs.toList()) {
        Files.copy(log, LOGS.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
