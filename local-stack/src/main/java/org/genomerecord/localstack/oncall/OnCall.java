package org.genomerecord.localstack.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;

/// Parked events and read models of the running stack.
public final class OnCall {
  /// The services that take in the events of others.
  private static final List<String> READERS =
      List.of("consent-service", "ingestion-service", "interpretation-service");

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Door door;
  private final Tokens tokens;
  private final PrintWriter out;

  public OnCall(Stack stack, PrintWriter out) {
    this.door = new Door(stack.gateway());
    this.tokens = new Tokens(stack);
    this.out = out;
  }

  /// Lists the parked events of all services. One that is away does not hide those of the others.
  ///
  /// @return 0 if there are none, else 1
  public int list() {
    boolean clean = true;
    for (var service : READERS) {
      try {
        var parked = get(service + "/parked-events");
        clean &= parked.path("total").asLong() == 0;
        print(service, parked);
      } catch (StackFault away) {
        clean = false;
        out.println(service + ": ✖ " + away.getMessage());
        out.flush();
      }
    }
    return clean ? 0 : 1;
  }

  private void print(String service, JsonNode parked) {
    long total = parked.path("total").asLong();
    out.println(service + ": " + (total == 0 ? "nothing is parked" : total + " parked"));
    for (var event : parked.path("events")) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-18s %-22s %8s  %s %s, since %s%s",
              event.path("reason").asText(),
              event.path("log").asText(),
              event.has("position") ? event.path("position").asText() : "?",
              event.path("type").asText("?"),
              event.path("version").asText("?"),
              event.path("parkedAt").asText(),
              event.path("attempts").asInt() == 0
                  ? ""
                  : ", failed " + event.path("attempts").asInt() + " times"));
    }
    out.flush();
  }

  /// Has all parked events tried again and waits until they were.
  ///
  /// @return 0 if none is left, else 1
  public int retry() {
    for (var service : READERS) {
      post(service + "/parked-events/retry");
    }
    for (var service : READERS) {
      while (get(service + "/parked-events").path("retrying").asBoolean()) {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    return list();
  }

  /// Has a read model built again, and tells how far that is until it is done. Ctrl-C ends the
  /// telling and not the rebuild.
  ///
  /// @return 0 if it took the place of the old one, else 1
  public int rebuild(String service, String readModel) {
    if (!Stack.SERVICES.contains(service)) {
      throw new StackFault(
          "There is no service '" + service + "'",
          "There are: " + String.join(", ", Stack.SERVICES));
    }
    var models = service + "/read-models";
    post(models + "/" + readModel + "/rebuild");
    var told = "";
    while (true) {
      var now = named(get(models), readModel);
      if (!now.path("state").asText().equals("rebuilding")) {
        return ended(service, readModel, now);
      }
      var line = progress(now);
      if (!line.equals(told)) {
        out.println("  " + line);
        out.flush();
        told = line;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private int ended(String service, String readModel, JsonNode now) {
    if (now.has("failure")) {
      out.println(
          "✖ The rebuild was given up: "
              + now.path("failure").asText()
              + ". The old one serves. See ./genome logs "
              + service);
      return 1;
    }
    out.println("✔ " + readModel + " of " + service + " was built again and serves.");
    return 0;
  }

  private static JsonNode named(JsonNode models, String readModel) {
    for (var model : models) {
      if (model.path("name").asText().equals(readModel)) {
        return model;
      }
    }
    throw new StackFault("The service no longer names " + readModel, "Look at its log.");
  }

  static String progress(JsonNode model) {
    long total = model.path("total").asLong();
    if (total == 0) {
      return "begun";
    }
    long done = model.path("done").asLong();
    return String.format(Locale.ROOT, "%,d of %,d events (%d %%)", done, total, done * 100 / total)
        + (model.has("remainingSeconds")
            ? String.format(
                Locale.ROOT, ", about %,d s left", model.path("remainingSeconds").asLong())
            : "");
  }

  /// Has the key-encryption key rotated, and tells how far that is until it is done. Ctrl-C ends
  /// the telling and not the rotation.
  ///
  /// @return 0 if every subject key was wrapped again, else 1
  public int rotateKeys() {
    var path = "consent-service/key-rotation";
    post(path);
    var told = "";
    while (true) {
      var now = get(path);
      var latest = now.path("latest");
      if (now.path("state").asText().equals("idle")) {
        return rotated(latest);
      }
      var line =
          String.format(
              Locale.ROOT,
              "%,d of %,d subject keys",
              latest.path("done").asLong(),
              latest.path("total").asLong());
      if (!line.equals(told)) {
        out.println("  " + line);
        out.flush();
        told = line;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private int rotated(JsonNode latest) {
    long unopened = latest.path("unopened").asLong();
    out.println(
        String.format(
            Locale.ROOT,
            "%s %,d subject keys are wrapped by %s%s",
            unopened == 0 ? "✔" : "✖",
            latest.path("done").asLong(),
            latest.path("keyVersion").asText(),
            unopened == 0 ? "." : String.format(Locale.ROOT, "; %,d do not open.", unopened)));
    return unopened == 0 ? 0 : 1;
  }

  private JsonNode get(String path) {
    return ask("GET", path);
  }

  private void post(String path) {
    ask("POST", path);
  }

  private JsonNode ask(String method, String path) {
    var answer =
        door.send(
            method,
            "/services/" + path,
            tokens.user(SampleUser.OSCAR.name()),
            Map.of(),
            BodyPublishers.noBody());
    if (answer.status() >= 300) {
      throw new StackFault(
          "The gateway answered " + answer.status() + " " + answer.code(),
          answer.json().path("detail").asText("Is everything up? ./genome status"));
    }
    return answer.json();
  }
}
