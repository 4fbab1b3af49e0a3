package org.genomerecord.localstack.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// An alert on a meter that does not exist never fires.
class AlertsTest {
  private static final Pattern METER = Pattern.compile("\\b[a-z]+(?:_[a-z]+)+\\b");
  private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)`", Pattern.MULTILINE);

  private static List<JsonNode> rules() throws IOException {
    var map =
        new YAMLMapper()
            .readTree(Files.readString(Manifests.FOLDER.resolve("base/alerts-configmap.yaml")));
    var groups =
        new YAMLMapper()
            .readTree(map.path("data").path("genome-record.yaml").asText())
            .path("groups");
    return StreamSupport.stream(groups.spliterator(), false)
        .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
        .toList();
  }

  @Test
  void aKeyThatLeavesWithoutAPermitWakesSomebody() throws IOException {
    assertThat(rules())
        .filteredOn(
            rule -> rule.path("expr").asText().contains("consent_key_releases_unmatched) > 0"))
        .hasSize(1)
        .allSatisfy(rule -> assertThat(rule.at("/labels/severity").asText()).isEqualTo("critical"));
  }

  @Test
  void everyRuleIsAboutMetersThatThereAre() throws IOException {
    var documented =
        ROW.matcher(Files.readString(Manifests.OPERATING))
            .results()
            .map(row -> row.group(1).replace('.', '_'))
            .toList();

    assertThat(rules()).isNotEmpty();
    for (var rule : rules()) {
      var meters = METER.matcher(rule.path("expr").asText()).results().map(m -> m.group()).toList();
      assertThat(meters).isNotEmpty();
      assertThat(meters)
          .allMatch(meter ->
              documented.contains(meter)
                  || documented.contains(meter.replaceFirst("_[a-z]+$", "")));
    }
  }
}
