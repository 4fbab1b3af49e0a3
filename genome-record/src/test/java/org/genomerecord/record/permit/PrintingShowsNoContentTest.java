package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.SampleEvents;
import org.genomerecord.record.seal.SubjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A generated `toString` prints every component, and what is printed ends up in a log.
class PrintingShowsNoContentTest {
  private static final String SYSTEM = "urn:oid:canary-system";
  private static final String NUMBER = "canary-record-number";
  private static final String TOKEN = "canary-token";
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey KEY = SubjectKey.generate(PATIENT, 1);
  private static final String KEYSET = Base64.getEncoder().encodeToString(KEY.serialize());
  private static final DecisionId DECISION = new DecisionId("decision-1");
  private static final List<DataClass> CLASSES = List.of(DataClass.PHARMACOGENOMIC);
  private static final DecisionRequest REQUEST =
      new DecisionRequest(
          null,
          new PatientIdentifier(SYSTEM, NUMBER),
          "TREAT",
          List.of(),
          "collect",
          List.of("pharmacogenomic"),
          "accession/1",
          TOKEN,
          "request-1",
          null);
  private static final List<String> SECRETS =
      List.of(
          "canary",
          KEYSET,
          HexFormat.of().formatHex(KEY.serialize()),
          Arrays.toString(KEY.serialize()),
          SampleEvents.CIPHERTEXT);

  /// The samples and every record inside them.
  static Set<Object> samples() {
    var permit = new Decision.Permit(DECISION, 1, PATIENT, CLASSES, List.of(), KEY);
    var denial = new Decision.Denial(DECISION, "no-consent", PATIENT);
    var answer =
        new DecisionAnswer(
            DECISION, 1, null, PATIENT, CLASSES, List.of(), 2, KEYSET, List.of(KEYSET));
    var ofPermits =
        Stream.<Object>of(
            KEY,
            KEY.file("accession-1"),
            new BulkDecisionRequest(TOKEN, List.of(REQUEST)),
            answer,
            permit,
            denial,
            new QuarantineNames(List.of(new PatientIdentifier(SYSTEM, NUMBER)), true),
            new QuarantineRelease(new PatientIdentifier(SYSTEM, NUMBER), false, TOKEN, "request-1"),
            new QuarantineReleaseAnswer(answer, KEYSET),
            new QuarantineKeys.Answer.Permitted(new QuarantineKeys.Released(permit, KEY)),
            new QuarantineKeys.Answer.Denied(denial));
    return Stream.concat(ofPermits, SampleEvents.all().stream())
        .flatMap(PrintingShowsNoContentTest::withItsRecords)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<Object> withItsRecords(Object value) {
    return switch (value) {
      case Record record ->
          Stream.concat(
              Stream.of(record),
              Arrays.stream(record.getClass().getRecordComponents())
                  .map(component -> component(component, record))
                  .filter(Objects::nonNull)
                  .flatMap(PrintingShowsNoContentTest::withItsRecords));
      case Collection<?> values ->
          values.stream().flatMap(PrintingShowsNoContentTest::withItsRecords);
      default -> value instanceof SubjectKey ? Stream.of(value) : Stream.of();
    };
  }

  private static Object component(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void noSecretIsPrinted(Object sample) {
    assertThat(SECRETS).noneMatch(secret -> sample.toString().contains(secret));
  }

  @Test
  void everyRecordOfTheLanguageAndOfPermitsHasASample() {
    var records =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                    "org.genomerecord.record.event",
                    "org.genomerecord.record.permit",
                    "org.genomerecord.record.seal")
                .stream()
                .filter(JavaClass::isRecord)
                .<Class<?>>map(JavaClass::reflect)
                .toList();

    assertThat(records).hasSizeGreaterThan(20);
    assertThat(samples().stream().<Class<?>>map(Object::getClass).toList()).containsAll(records);
  }
}
