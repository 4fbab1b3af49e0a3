package org.genomerecord.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.Private;

/// `stack.json` in the run folder. Written beside and moved into place: a kill in the middle leaves
/// the former one.
final class StackFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  private final Path folder;

  StackFile(Path folder) {
    this.folder = folder;
  }

  Optional<Stack> read() {
    Path file = folder.resolve("stack.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(JSON.readTree(file.toFile())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new StackFault(
          file + " cannot be read", "Delete it, or the whole folder, and start again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stack parse(JsonNode root) {
    Map<String, Integer> ports = new HashMap<>();
    root.path("ports")
        .properties()
        .forEach(port -> ports.put(port.getKey(), port.getValue().intValue()));
    Map<String, String> secrets = new HashMap<>();
    root.path("secrets")
        .properties()
        .forEach(secret -> secrets.put(secret.getKey(), secret.getValue().textValue()));
    Map<String, Launched> processes = new HashMap<>();
    for (var process : root.path("processes").properties()) {
      JsonNode launched = process.getValue();
      Instant startedAt = Instant.ofEpochMilli(launched.path("startedAtMillis").longValue());
      processes.put(process.getKey(), new Launched(launched.path("pid").longValue(), startedAt));
    }
    return new Stack(folder, ports, processes, secrets);
  }

  void write(Stack stack) {
    ObjectNode root = JSON.createObjectNode();
    root.put("gateway", stack.gateway().toString());
    root.put("realm", stack.realm().toString());
    root.put("tokenEndpoint", stack.tokenEndpoint().toString());
    root.set("ports", JSON.valueToTree(stack.ports()));
    root.set("secrets", JSON.valueToTree(stack.secrets()));
    ObjectNode processes = root.putObject("processes");
    stack
        .processes()
        .forEach((component, launched) ->
            processes
                .putObject(component)
                .put("pid", launched.pid())
                .put("startedAtMillis", launched.startedAt().toEpochMilli()));
    try {
      Path beside = folder.resolve("stack.json.new");
      Private.write(beside, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
      Files.move(
          beside,
          folder.resolve("stack.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
