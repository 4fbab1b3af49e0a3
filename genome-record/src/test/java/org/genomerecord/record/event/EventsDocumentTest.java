package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.genomerecord.record.sourcing.EventTypes;
import org.junit.jupiter.api.Test;

/// `docs/events.md` is written from the events themselves.
class EventsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "events.md");
  private static final Path WRITTEN = Path.of("target", "events.md");

  private static final List<Class<?>> FAMILIES =
      List.of(
          EnrolmentEvent.class,
          ConsentEvent.class,
          ErasureEvent.class,
          KeyEvent.class,
          SubjectKeyEvent.class,
          DisclosureEvent.class,
          EmergencyEvent.class,
          ProxyEvent.class,
          AuditEvent.class,
          AccessEvent.class,
          AccessionEvent.class,
          VaultEvent.class,
          FamilyStudyEvent.class,
          InterpretationEvent.class,
          PurgeEvent.class,
          KnowledgeEvent.class,
          LaboratoryEvent.class,
          QuarantineEvent.class,
          QuarantineKeyEvent.class);

  @Test
  void theDocumentSaysWhatTheEventsAre() throws IOException {
    var expected = document();
    Files.createDirectories(WRITTEN.getParent());
    Files.writeString(WRITTEN, expected);

    assertThat(Files.readString(DOCUMENT))
        .as("docs/events.md; copy genome-record/target/events.md over it if the change is meant")
        .isEqualTo(expected);
  }

  private static String document() {
    var text = new StringBuilder();
    text.append("# Events\n\n")
        .append(
            "Every event of the suite, written by a test from the events themselves. Fields of type"
                + " `Sealed`\n")
        .append(
            "are ciphertext under the patient's key. Who, when and for which purpose stand in the"
                + " envelope of\n")
        .append("each event; so do its tags. The approved JSON of each is in\n")
        .append("`genome-record/src/test/resources/contract/`.\n");
    for (var family : FAMILIES) {
      text.append("\n## ").append(family.getSimpleName()).append("\n\n");
      text.append("| event | version | fields | tags |\n| --- | --- | --- | --- |\n");
      EventTypes.of(family).classes().stream()
          .map(type -> row(type))
          .sorted(Comparator.naturalOrder())
          .forEach(text::append);
    }
    return text.toString();
  }

  private static String row(Class<?> event) {
    var name = EventTypes.nameOf(event);
    var components = event.getRecordComponents();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            name.name(),
            name.version(),
            Arrays.stream(components)
                .map(part -> "%s: %s".formatted(part.getName(), part.getType().getSimpleName()))
                .collect(Collectors.joining(", ")),
            Arrays.stream(components)
                .flatMap(part -> Arrays.stream(tags(event, part)))
                .map(EventTag::key)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  private static EventTag[] tags(Class<?> event, RecordComponent part) {
    try {
      return event.getDeclaredField(part.getName()).getAnnotationsByType(EventTag.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
