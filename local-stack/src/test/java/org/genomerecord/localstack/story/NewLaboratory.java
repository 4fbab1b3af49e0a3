package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.localstack.identity.LabClients;
import org.genomerecord.localstack.identity.LabKey;

/// A laboratory that one spec has for itself: with a client, onboarded, and told by a webhook.
final class NewLaboratory {
  private static final String ALL = "/services/ingestion-service/laboratories/";

  /// Nobody listens there: what is told stays to be looked at.
  private static final String WEBHOOK = "http://127.0.0.1:1/";

  private final RunningStack running;
  private final String name = "lab-" + UUID.randomUUID();
  private final Path key;

  NewLaboratory(RunningStack running, Path key) {
    this.running = running;
    this.key = key;
    new LabClients(running.stack()).add(name, name, LabKey.at(key).jwks(), null);
    operator("PUT", "", "{\"name\":\"A Laboratory\"}");
    operator("PUT", "/webhook", "{\"url\":\"%s\"}".formatted(WEBHOOK));
  }

  /// What an operator does about it.
  void operator(String method, String what, String json) {
    var answer =
        running
            .door()
            .send(
                method,
                ALL + name + what,
                running.tokens().user("oscar"),
                Map.of("Content-Type", "application/json"),
                BodyPublishers.ofString(json));
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
  }

  String name() {
    return name;
  }

  String token() {
    return running.tokens().lab(name, key);
  }

  Door.Answer submits(Map<String, String> headers, byte[] body) {
    return running
        .door()
        .send("POST", "/submissions", token(), headers, BodyPublishers.ofByteArray(body));
  }
}
