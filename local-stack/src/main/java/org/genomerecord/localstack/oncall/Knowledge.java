package org.genomerecord.localstack.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;
import org.jspecify.annotations.Nullable;

/// The knowledge releases of the running stack.
public final class Knowledge {
  private static final String RELEASES = "/services/interpretation-service/knowledge-releases";

  private final Door door;
  private final Tokens tokens;
  private final PrintWriter out;

  public Knowledge(Stack stack, PrintWriter out) {
    this.door = new Door(stack.gateway());
    this.tokens = new Tokens(stack);
    this.out = out;
  }

  /// Lists what is stored, and which of it interprets.
  public int list() {
    print(ask("GET", RELEASES, null));
    return 0;
  }

  private void print(JsonNode listed) {
    var active = listed.path("active").asText();
    for (var release : listed.path("releases")) {
      var isActive = release.path("name").asText().equals(active);
      out.println(
          String.format(
              Locale.ROOT,
              "%s %s  SHA-256 %s  %s",
              isActive ? "✔" : " ",
              release.path("name").asText(),
              release.path("digest").asText(),
              release.has("storedBy")
                  ? "imported by " + release.path("storedBy").asText()
                  : "came with a build"));
    }
    out.println(
        active
            + (listed.has("activeSince")
                ? " is active since " + listed.path("activeSince").asText()
                : " is active, as none was activated"));
    out.flush();
  }

  /// Stores the archive that an import wrote.
  public int upload(Path archive) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(archive);
    } catch (IOException e) {
      throw new StackFault(
          "Cannot read " + archive,
          "It is the .release.gz that ./genome knowledge import wrote.",
          e);
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.put("archive", Base64.getEncoder().encodeToString(bytes));
    var stored = ask("POST", RELEASES, body);
    out.println("✔ " + stored.path("name").asText() + " is stored. It is not active yet:");
    out.println("  ./genome knowledge differences " + stored.path("name").asText());
    out.println("  ./genome knowledge activate " + stored.path("name").asText());
    out.flush();
    return 0;
  }

  /// Says how a release differs from the active one.
  public int differences(String release) {
    out.print(ask("GET", RELEASES + "/" + release + "/differences", null).path("text").asText());
    out.flush();
    return 0;
  }

  /// Has a release interpret from here on.
  ///
  /// @param inPlaceOf the release that is to be active until then; null: whichever is
  public int activate(String release, @Nullable String inPlaceOf) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put(
        "inPlaceOf",
        inPlaceOf == null ? ask("GET", RELEASES, null).path("active").asText() : inPlaceOf);
    print(ask("POST", RELEASES + "/" + release + "/activation", body));
    return 0;
  }

  private JsonNode ask(String method, String path, @Nullable JsonNode body) {
    var answer =
        door.send(
            method,
            path,
            tokens.user(SampleUser.OSCAR.name()),
            body == null ? Map.of() : Map.of("Content-Type", "application/json"),
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (answer.status() >= 300) {
      throw new StackFault(
          "The gateway answered " + answer.status() + " " + answer.code(),
          answer.json().path("detail").asText("Is everything up? ./genome status"));
    }
    return answer.json();
  }
}
