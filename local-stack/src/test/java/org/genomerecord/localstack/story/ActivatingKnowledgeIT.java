package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.oncall.Knowledge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A release that an operator uploads interprets once it is activated, and not before.
@ExtendWith(RunningStack.Shared.class)
class ActivatingKnowledgeIT {
  private static final Path TABLES =
      RunningStack.HOME.resolve("interpretation-service/src/main/resources");

  private final RunningStack running;
  private final StringWriter said = new StringWriter();
  private final Knowledge knowledge;
  @TempDir Path folder;

  ActivatingKnowledgeIT(RunningStack running) {
    this.running = running;
    this.knowledge = new Knowledge(running.stack(), new PrintWriter(said));
  }

  /// The tables of the build with another date and one function that CPIC did not give.
  private Path archive() throws IOException {
    var texts = new TreeMap<String, String>();
    for (var root : new String[] {"panel", "guideline"}) {
      try (var files = Files.walk(TABLES.resolve(root))) {
        for (var file : files.filter(one -> one.toString().matches(".*\\.(tsv|txt)")).toList()) {
          texts.put(TABLES.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    texts.put("panel/release.txt", "2027-01-15\n");
    texts.computeIfPresent(
        "panel/tpmt/functions.tsv",
        (_, text) -> text.replace("*40\tUncertain function", "*40\tUnknown function"));
    var archive = folder.resolve("tables.release.gz");
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(archive))) {
      gzip.write(new ObjectMapper().writeValueAsBytes(texts));
    }
    return archive;
  }

  private String active() {
    return running
        .operator("GET", "interpretation-service/knowledge-releases")
        .json()
        .path("active")
        .asText();
  }

  /// Of the report that one more call set becomes.
  private String knowledgeOfANewReport() {
    var patient = running.consentingPatient();
    running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    Eventually.see(
        "interpreted",
        () ->
            !running
                .log("interpretation")
                .ofPatient(patient.pseudonym(), "InterpretationIssued")
                .isEmpty());
    return running
        .log("interpretation")
        .texts(
            "SELECT payload::jsonb ->> 'knowledge' FROM event"
                + " WHERE type = 'interpretation.InterpretationIssued' AND 'patient:"
                + patient.pseudonym()
                + "' = ANY (tags)")
        .getFirst();
  }

  @Test
  void whatIsUploadedInterpretsOnceItIsActivated() throws IOException {
    var before = active();

    knowledge.upload(archive());
    var name = said.toString().replaceAll("(?s).*✔ (2027-01-15-[0-9a-f]{12}) is stored.*", "$1");
    assertThat(name).startsWith("2027-01-15-");
    assertThat(active()).isEqualTo(before);
    knowledge.differences(name);
    assertThat(said.toString())
        .contains("function *40 changed: Uncertain function → Unknown function");

    assertThatThrownBy(() -> knowledge.activate(name, "2020-01-01-0123456789ab"))
        .isInstanceOf(StackFault.class)
        .hasMessageContaining("409 knowledge-changed");
    knowledge.activate(name, before);
    try {
      knowledge.activate(name, before);
      assertThat(active()).isEqualTo(name);
      assertThat(knowledgeOfANewReport()).isEqualTo(name);
    } finally {
      knowledge.activate(before, null);
    }
    knowledge.list();
    assertThat(said.toString())
        .contains("  " + name, "imported by oscar", "✔ " + before, before + " is active since");
    assertThat(knowledgeOfANewReport()).isEqualTo(before);
  }
}
