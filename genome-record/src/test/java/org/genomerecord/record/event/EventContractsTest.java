package org.genomerecord.record.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.AnnotationBasedTagResolver;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.genomerecord.record.event.AuditEvent.AuditTrailQueried;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The approved JSON is the contract. A change that it does not allow is a new version with a file
/// of its own, beside the old one.
class EventContractsTest {
  private static final Path APPROVED = Path.of("src", "test", "resources", "contract");
  private static final Path RECEIVED = Path.of("target", "contract-received");

  static List<Object> samples() {
    return SampleEvents.all();
  }

  static Stream<Object> allSamples() {
    return Stream.concat(
        SampleEvents.all().stream(), SampleEvents.withoutOptionalFields().keySet().stream());
  }

  /// Every event of every sealed family in the package.
  static Set<Class<?>> events() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(EventContractsTest.class.getPackageName())
            .stream()
            .map(JavaClass::reflect)
            .filter(type -> type.isInterface() && type.isSealed())
            .flatMap(family -> EventTypes.of(family).classes().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String fileOf(Class<?> event) {
    var name = EventTypes.nameOf(event);
    return name.name() + ".v" + name.version() + ".json";
  }

  /// That of each version it is read in.
  private static Stream<String> filesOf(Class<?> event) {
    var name = EventTypes.nameOf(event).name();
    return Stream.concat(
        Stream.of(fileOf(event)),
        Arrays.stream(event.getAnnotationsByType(EarlierVersion.class))
            .map(earlier -> name + ".v" + earlier.value() + ".json"));
  }

  @Test
  void everyEventHasASample() {
    assertThat(events()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(samples().stream().<Class<?>>map(Object::getClass).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(events());
  }

  @Test
  void everyApprovedFileBelongsToAnEvent() throws IOException {
    try (var files = Files.list(APPROVED)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              events().stream().flatMap(EventContractsTest::filesOf).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"organisations\":\"north-hospital\"",
        "\"organisations\":[null]",
        "\"organisations\":null",
        "\"until\":null",
        "\"dataClasses\":[]",
        "\"actions\":[]",
        "\"type\":\"deny\"",
      })
  void whatTheFirstVersionDidNotAllowIsNotReadAsNoLimit(String field) throws IOException {
    var approved = Files.readString(APPROVED.resolve("consent.ConsentGranted.v1.json"));
    var name = field.substring(0, field.indexOf(':') + 1);
    var altered =
        approved.contains(name)
            ? approved.replaceFirst(name + "(\\[[^]]*]|\"[^\"]*\")", field)
            : approved.replace("\"provision\":{", "\"provision\":{" + field + ",");
    var types = EventTypes.of(ConsentEvent.class);

    assertThat(altered).isNotEqualTo(approved);
    assertThatThrownBy(() -> types.read("consent.ConsentGranted", "1", altered))
        .isInstanceOf(EventJson.UnreadableEvent.class);
  }

  @Test
  void aConsentOfTheFirstVersionIsARuleThatPermits() throws IOException {
    var earlier = Files.readString(APPROVED.resolve("consent.ConsentGranted.v1.json"));

    assertThat(EventTypes.of(ConsentEvent.class).read("consent.ConsentGranted", "1", earlier))
        .isEqualTo(
            new ConsentGranted(
                SampleEvents.CONSENT,
                SampleEvents.PATIENT,
                new Provision(
                    ProvisionType.PERMIT,
                    Set.of(
                        Party.organisation("east-hospital"),
                        Party.organisation("north-hospital"),
                        Party.organisation("south-hospital")),
                    Set.of("TREAT"),
                    null,
                    Set.of(Action.COLLECT, Action.USE, Action.DISCLOSE, Action.REANALYSE),
                    Set.of(DataClass.PHARMACOGENOMIC),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-12-31T00:00:00Z"),
                    List.of()),
                SampleEvents.WHEN));
  }

  @Test
  void aConsentOfTheSecondVersionHasNeitherWordingNorLimitOfResearch() throws IOException {
    var earlier = Files.readString(APPROVED.resolve("consent.ConsentGranted.v2.json"));
    var types = EventTypes.of(ConsentEvent.class);

    assertThat(types.read("consent.ConsentGranted", "2", earlier))
        .isInstanceOfSatisfying(
            ConsentGranted.class,
            granted -> {
              assertThat(granted.provision().researchUse()).isNull();
              assertThat(granted.provision().provisions()).containsExactly(SampleEvents.EXCEPTION);
            });
    var limited =
        "\"researchUse\":{\"permission\":\"DUO:0000042\",\"diseases\":[],\"modifiers\":{}},";
    for (var field : List.of("\"replaces\":\"c\"", "\"wording\":null")) {
      var altered = earlier.replaceFirst("\\{", "{" + field + ",");
      assertThatThrownBy(() -> types.read("consent.ConsentGranted", "2", altered))
          .isInstanceOf(EventJson.UnreadableEvent.class);
    }
    for (var rule : List.of("\"type\":\"permit\",", "\"type\":\"deny\",")) {
      var later = earlier.replace(rule, rule + limited);
      assertThat(later).isNotEqualTo(earlier);
      assertThatThrownBy(() -> types.read("consent.ConsentGranted", "2", later))
          .isInstanceOf(EventJson.UnreadableEvent.class);
    }
  }

  @Test
  void aSubmissionSaysOfWhichClassItIsUnlessItIsPharmacogenomic() throws IOException {
    var types = EventTypes.of(AccessionEvent.class);
    var earlier = Files.readString(APPROVED.resolve("ingestion.SubmissionReceived.v1.json"));
    var ofPanel = earlier.strip().replaceFirst("}$", ",\"dataClass\":\"expression\"}");

    for (var json : List.of(earlier.strip(), ofPanel)) {
      assertThat(types.read("ingestion.SubmissionReceived", "1", json))
          .isInstanceOfSatisfying(
              AccessionEvent.SubmissionReceived.class,
              received -> {
                assertThat(received.collected())
                    .isEqualTo(
                        json.equals(ofPanel) ? DataClass.EXPRESSION : DataClass.PHARMACOGENOMIC);
                assertThat(EventJson.write(received)).isEqualTo(json);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CallSetAccepted", "OutsideCallsAccepted"})
  void soDoesWhatWasAcceptedOfIt(String event) throws IOException {
    var types = EventTypes.of(AccessionEvent.class);
    var earlier = Files.readString(APPROVED.resolve("ingestion." + event + ".v1.json")).strip();
    var ofTumour = earlier.replaceFirst("}$", ",\"dataClass\":\"tumour\"}");

    for (var json : List.of(earlier, ofTumour)) {
      assertThat(types.read("ingestion." + event, "1", json))
          .isInstanceOfSatisfying(
              AccessionEvent.FileAccepted.class,
              accepted -> {
                assertThat(accepted.collected())
                    .isEqualTo(
                        json.equals(ofTumour) ? DataClass.TUMOUR : DataClass.PHARMACOGENOMIC);
                assertThat(accepted.as(accepted.callSet())).isEqualTo(accepted);
                assertThat(EventJson.write(accepted)).isEqualTo(json);
              });
    }
  }

  @Test
  void aWordingIsBoundedAndNamesAReleasedTemplate() {
    var good = SampleEvents.WORDING;
    assertThatThrownBy(
            () -> new Wording(good.template(), 0, good.language(), good.sha256(), good.text()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Wording(good.template(), 1, "english!", good.sha256(), good.text()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Wording(good.template(), 1, "en", "abc", good.text()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Wording(good.template(), 1, "en", good.sha256(), " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Wording(good.template(), 1, "en", good.sha256(), "a".repeat(4_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"consent.DisclosurePermitted", "consent.DisclosureRefused"})
  void aDecisionOfAnEarlierVersionWasAskedForNoResearch(String name) throws IOException {
    var types = EventTypes.of(DisclosureEvent.class);
    var second = Files.readString(APPROVED.resolve(name + ".v2.json"));

    assertThat(types.read(name, "1", Files.readString(APPROVED.resolve(name + ".v1.json"))).asked())
        .isNull();
    assertThat(types.read(name, "2", second).asked())
        .isEqualTo(
            new Asked(
                List.of("pharmacogenomic", "htt"),
                List.of(),
                List.of("north-tumour-board"),
                "genome-cli",
                "index-of-account"));
    var later = second.replace("\"asked\":{", "\"asked\":{\"researchUse\":[],");
    assertThatThrownBy(() -> types.read(name, "2", later))
        .isInstanceOf(EventJson.UnreadableEvent.class);
  }

  @Test
  void aQueryOfTheFirstVersionAskedForEverythingAboutOnePatient() throws IOException {
    var earlier = Files.readString(APPROVED.resolve("consent.AuditTrailQueried.v1.json"));
    var types = EventTypes.of(AuditEvent.class);

    assertThat(types.read("consent.AuditTrailQueried", "1", earlier))
        .isEqualTo(
            new AuditTrailQueried(
                SampleEvents.PATIENT, "events", AuditFilter.NONE, SampleEvents.WHEN));
    var narrowed = earlier.replaceFirst("\\{", "{\"question\":\"accesses\",");
    assertThatThrownBy(() -> types.read("consent.AuditTrailQueried", "1", narrowed))
        .isInstanceOf(EventJson.UnreadableEvent.class);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWrittenIsTheApprovedJson(Object sample) throws IOException {
    var written = EventJson.write(sample) + "\n";
    var file = fileOf(sample.getClass());
    Files.createDirectories(RECEIVED);
    Files.writeString(RECEIVED.resolve(file), written);

    assertThat(APPROVED.resolve(file))
        .as("compare with %s; if the event is new, that is the file to approve", RECEIVED)
        .exists();
    assertThat(written).isEqualTo(Files.readString(APPROVED.resolve(file)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theApprovedJsonReadsBack(Object sample) throws IOException {
    var approved = Files.readString(APPROVED.resolve(fileOf(sample.getClass())));

    assertThat(EventJson.read(approved, sample.getClass())).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("allSamples")
  void whatIsWrittenReadsBackWithOrWithoutOptionalFields(Object sample) {
    assertThat(EventJson.read(EventJson.write(sample), sample.getClass())).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anUnknownFieldIsRefused(Object sample) {
    var withMore = EventJson.write(sample).replaceFirst("\\{", "{\"addedByANewerRelease\":1,");

    assertThatThrownBy(() -> EventJson.read(withMore, sample.getClass()))
        .isInstanceOf(EventJson.UnreadableEvent.class)
        .hasMessageNotContaining("addedByANewerRelease");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theStoredNameIsExplicitInAllItsParts(Object sample) {
    var event = Objects.requireNonNull(sample.getClass().getAnnotation(Event.class));

    assertThat(event.namespace()).isNotEmpty();
    assertThat(event.name()).isEqualTo(sample.getClass().getSimpleName());
    assertThat(event.version()).matches("[1-9][0-9]*");
    assertThat(EventTypes.nameOf(sample.getClass()))
        .isEqualTo(new MessageType(event.namespace(), event.name(), event.version()));
  }

  @ParameterizedTest
  @MethodSource("allSamples")
  void itIsFoundByItsTagsAndNoOthers(Object sample) {
    var expected =
        SampleEvents.withoutOptionalFields().getOrDefault(sample, SampleEvents.tags(sample));
    var message = new GenericEventMessage(EventTypes.nameOf(sample.getClass()), sample);

    assertThat(new AnnotationBasedTagResolver().resolve(message))
        .extracting(tag -> tag.key() + ":" + tag.value())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noComponentIsAnArray(Object sample) {
    assertThat(components(sample.getClass()))
        .isNotEmpty()
        .noneMatch(component -> component.getType().isArray());
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .flatMap(
                component -> Stream.concat(Stream.of(component), components(component.getType())))
        : Stream.empty();
  }
}
