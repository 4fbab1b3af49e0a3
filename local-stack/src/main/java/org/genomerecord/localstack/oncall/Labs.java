package org.genomerecord.localstack.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;
import org.jspecify.annotations.Nullable;

/// Laboratories as ingestion-service keeps them, asked as an operator.
public final class Labs {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final String LABORATORIES = "/services/ingestion-service/laboratories";

  /// The sample laboratories: organisation and name. They may send more than a benchmark does.
  private static final Map<String, String> SAMPLES =
      Map.of("north-lab", "North Laboratory", "south-lab", "South Laboratory");

  private static final int SAMPLE_SUBMISSIONS_PER_MINUTE = 100_000;

  private static final int SIGN_IN_ATTEMPTS_MAX = 60;
  private static final Duration SIGN_IN_PAUSE = Duration.ofMillis(500);

  private final Door door;
  private final Tokens tokens;

  public Labs(Stack stack) {
    this(stack, stack.gateway());
  }

  private Labs(Stack stack, URI at) {
    this.door = new Door(at);
    this.tokens = new Tokens(stack);
  }

  /// Has the sample laboratories onboarded that are not, by ingestion-service itself: the gateway
  /// may not be up yet. What an operator changed stays.
  public static void onboardSamples(Stack stack) {
    var labs = new Labs(stack, stack.url("ingestion-service"));
    var token = labs.operatorOnceKeycloakSignsIn();
    var known = labs.ask("GET", LABORATORIES, token, null).findValuesAsText("laboratory");
    SAMPLES.forEach((laboratory, name) -> {
      if (!known.contains(laboratory)) {
        labs.ask(
            "PUT",
            of(laboratory),
            token,
            terms(name, List.of(), SAMPLE_SUBMISSIONS_PER_MINUTE, null, false, Map.of()));
      }
    });
  }

  /// Keycloak shares the database, and for some seconds after that was started anew it signs nobody
  /// in.
  private String operatorOnceKeycloakSignsIn() {
    for (int attempt = 1; ; attempt++) {
      try {
        return tokens.user(SampleUser.OSCAR.name());
      } catch (StackFault notYet) {
        if (attempt == SIGN_IN_ATTEMPTS_MAX) {
          throw notYet;
        }
        LockSupport.parkNanos(SIGN_IN_PAUSE.toNanos());
      }
    }
  }

  /// What a laboratory may send.
  static JsonNode terms(
      String name,
      List<String> testCodes,
      @Nullable Integer submissionsPerMinute,
      @Nullable Long bytesPerDay,
      boolean sandbox,
      Map<String, String> promisedGenes) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    testCodes.forEach(json.putArray("testCodes")::add);
    if (submissionsPerMinute != null) {
      json.put("submissionsPerMinute", submissionsPerMinute);
    }
    if (bytesPerDay != null) {
      json.put("bytesPerDay", bytesPerDay);
    }
    json.put("sandbox", sandbox);
    if (!promisedGenes.isEmpty()) {
      var byCode = json.putObject("promisedGenes");
      promisedGenes.forEach((code, genes) -> {
        var promised = byCode.putArray(code);
        List.of(genes.split(",", -1)).forEach(promised::add);
      });
    }
    return json;
  }

  JsonNode list() {
    return ask("GET", LABORATORIES, null);
  }

  JsonNode show(String laboratory) {
    return ask("GET", of(laboratory), null);
  }

  /// Empty: it is not onboarded.
  Optional<JsonNode> find(String laboratory) {
    var answer = send("GET", of(laboratory), tokens.user(SampleUser.OSCAR.name()), null);
    return answer.code().equals("laboratory-unknown")
        ? Optional.empty()
        : Optional.of(sound(answer).json());
  }

  /// Onboarding again never takes the place of what a laboratory may send: without `--sandbox` it
  /// would be let in.
  ///
  /// @param there as the service has it, with the quotas that hold
  /// @throws StackFault if the terms wanted are others; quotas that are not named are none
  static void requireSameTerms(JsonNode there, JsonNode wanted) {
    boolean same =
        Stream.of("name", "sandbox").allMatch(term -> there.path(term).equals(wanted.path(term)))
            && Stream.of("submissionsPerMinute", "bytesPerDay")
                .allMatch(quota ->
                    !wanted.has(quota) || there.path(quota).asLong() == wanted.path(quota).asLong())
            && texts(there.path("testCodes")).equals(texts(wanted.path("testCodes")))
            && promised(there).equals(promised(wanted));
    if (!same) {
      var laboratory = there.path("laboratory").asText();
      throw new StackFault(
          "The laboratory " + laboratory + " is onboarded already, on other terms",
          "./genome labs show " + laboratory + " tells them, ./genome labs terms changes them.");
    }
  }

  private static Map<String, Set<String>> promised(JsonNode laboratory) {
    return laboratory.path("promisedGenes").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, genes -> texts(genes.getValue())));
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  JsonNode keep(String laboratory, JsonNode terms) {
    return ask("PUT", of(laboratory), terms);
  }

  JsonNode suspend(String laboratory, String reason) {
    return ask(
        "POST",
        of(laboratory) + "/suspension",
        JsonNodeFactory.instance.objectNode().put("reason", reason));
  }

  JsonNode reinstate(String laboratory) {
    return ask("DELETE", of(laboratory) + "/suspension", null);
  }

  /// @param url null: nowhere
  JsonNode webhook(String laboratory, @Nullable String url) {
    return url == null
        ? ask("DELETE", of(laboratory) + "/webhook", null)
        : ask(
            "PUT",
            of(laboratory) + "/webhook",
            JsonNodeFactory.instance.objectNode().put("url", url));
  }

  JsonNode rotateSecret(String laboratory, int overlapHours) {
    return ask(
        "POST",
        of(laboratory) + "/webhook/secret",
        JsonNodeFactory.instance.objectNode().put("overlapHours", overlapHours));
  }

  /// @param status null: all
  JsonNode deliveries(String laboratory, @Nullable String status) {
    return ask(
        "GET",
        "/webhook-deliveries?laboratory="
            + laboratory
            + (status == null ? "" : "&status=" + status),
        null);
  }

  JsonNode redeliver(String delivery) {
    return ask("POST", "/webhook-deliveries/" + delivery + "/redelivery", null);
  }

  private static String of(String laboratory) {
    requireName(laboratory);
    return LABORATORIES + "/" + laboratory;
  }

  /// @throws StackFault if no laboratory can be called that
  private static void requireName(String laboratory) {
    if (!NAME.matcher(laboratory).matches()) {
      throw new StackFault(
          "'" + laboratory + "' is no name of a laboratory",
          "Letters, digits and hyphens, 64 at most.");
    }
  }

  private JsonNode ask(String method, String path, @Nullable JsonNode body) {
    return ask(method, path, tokens.user(SampleUser.OSCAR.name()), body);
  }

  private JsonNode ask(String method, String path, String token, @Nullable JsonNode body) {
    return sound(send(method, path, token, body)).json();
  }

  private Door.Answer send(String method, String path, String token, @Nullable JsonNode body) {
    return door.send(
        method,
        path,
        token,
        body == null ? Map.of() : Map.of("Content-Type", "application/json"),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
  }

  private static Door.Answer sound(Door.Answer answer) {
    if (answer.status() >= 300) {
      throw new StackFault(
          "The operator was answered " + answer.status() + " " + answer.code(),
          answer.json().path("detail").asText("Is everything up? ./genome status"));
    }
    return answer;
  }
}
