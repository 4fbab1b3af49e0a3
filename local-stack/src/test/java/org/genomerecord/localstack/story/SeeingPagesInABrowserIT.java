package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages as people see them: through the gateway with the policy that it sets, and as files
/// that `./genome interpret` writes. On a machine without a browser they are reported as skipped,
/// with the reason.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class SeeingPagesInABrowserIT {
  /// At which nothing may have to be moved sideways (WCAG 2.1, 1.4.10).
  private static final int NARROW_PIXELS = 320;

  private static final int TABLET_PIXELS = 768;

  /// A window that shares a screen with another one: tables are still tables.
  private static final int BESIDE_ANOTHER_PIXELS = 840;

  /// After every heading comes one of its own level, of a higher one, or of the next below.
  private static final String IN_ORDER = "(1(23*)*)+";

  @AutoClose private final Chromium chromium = new Chromium();
  private final RunningStack running;
  private SyntheticPatient patient;
  private long submitted;
  private Path files;

  SeeingPagesInABrowserIT(RunningStack running) {
    this.running = running;
  }

  enum Shown {
    START_PAGE("Genome Record", 3),
    SUMMARY("Pharmacogenomic summary", 1),
    PATIENT_PAGE("Your genes and your medicines", 1),
    SUMMARY_FILE("Pharmacogenomic summary", 1),
    PATIENT_PAGE_FILE("Your genes and your medicines", 1);

    private final String title;
    private final int requests;

    Shown(String title, int requests) {
      this.title = title;
      this.requests = requests;
    }
  }

  @BeforeAll
  void aPatientHasReports(@TempDir Path folder) throws IOException, InterruptedException {
    patient = running.consentingPatient();
    var answer =
        running
            .laboratory("lab-north")
            .submits(patient, Laboratory.newNumber(), SampleVcf.usualPatient());
    assertThat(answer.status()).isEqualTo(200);
    submitted = answer.json().path("position").asLong();
    // A browser is shown what there is, or that it is not there yet.
    var report =
        patient.reportFor(
            "dr-grey", Map.of("Purpose-Of-Use", "TREAT", "Fresh-As-Of", "ingestion:" + submitted));
    assertThat(report.status()).isEqualTo(200);
    files = folder;
    interpret(Files.write(folder.resolve("usual.vcf"), SampleVcf.usualPatient()));
  }

  /// As the script `genome` does, which would build first.
  private void interpret(Path callSet) throws IOException, InterruptedException {
    var log = files.resolve("interpret.log");
    var interpret =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, librariesOfInterpretation()),
                "org.genomerecord.interpretation.offline.InterpretCommand",
                callSet.toString(),
                "--report",
                files.resolve("summary.html").toString(),
                "--patient-report",
                files.resolve("patient.html").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(interpret.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(interpret.exitValue()).as(Files.readString(log)).isZero();
  }

  private static List<String> librariesOfInterpretation() throws IOException {
    var service = RunningStack.HOME.resolve("interpretation-service/target/quarkus-app");
    var libraries = new ArrayList<String>();
    for (var folder : List.of("app", "lib/main")) {
      try (var jars = Files.list(service.resolve(folder))) {
        // Its logging wants the service around it.
        jars.map(Path::toString)
            .filter(jar -> !jar.contains("org.jboss.slf4j"))
            .forEach(libraries::add);
      }
    }
    return libraries;
  }

  private SeenPage open(Shown shown) {
    return switch (shown) {
      case START_PAGE -> chromium.open(gateway("/"), gateway("/"), Map.of());
      case SUMMARY -> report("dr-grey", "TREAT");
      case PATIENT_PAGE -> report(patient.account(), "PATRQT");
      case SUMMARY_FILE -> file("summary.html");
      case PATIENT_PAGE_FILE -> file("patient.html");
    };
  }

  private String gateway(String path) {
    return running.stack().gateway() + path;
  }

  private SeenPage report(String user, String purpose) {
    return chromium.open(
        gateway(patient.reportsPath()),
        gateway("/"),
        Map.of(
            "Authorization",
            "Bearer " + running.tokens().user(user),
            "Purpose-Of-Use",
            purpose,
            "Fresh-As-Of",
            "ingestion:" + submitted));
  }

  private SeenPage file(String name) {
    var address = files.resolve(name).toUri().toString();
    return chromium.open(address, address, Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void itIsShownInItsStyleAndAsksForNothingElse(Shown shown) {
    try (var page = open(shown)) {
      assertThat(page.title()).isEqualTo(shown.title);
      assertThat(page.language()).isEqualTo("en");
      assertThat(page.headings()).matches(IN_ORDER);
      assertThat(page.style("body", "maxWidth")).isNotEqualTo("none");
      assertThat(page.style(".notice", "borderLeftStyle")).isEqualTo("solid");
      assertThat(page.requests(shown.requests)).hasSize(shown.requests);
      assertThat(page.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyIsShutOut(Shown shown) {
    try (var page = open(shown)) {
      assertThat(page.barriers()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void onANarrowScreenNothingIsMovedSideways(Shown shown) {
    try (var page = open(shown).asWideAs(TABLET_PIXELS)) {
      assertThat(page.beyondTheEdge()).isEmpty();
      assertThat(page.asWideAs(BESIDE_ANOTHER_PIXELS).beyondTheEdge()).isEmpty();
      assertThat(page.asWideAs(NARROW_PIXELS).beyondTheEdge()).isEmpty();
      assertThat(page.barriers()).isEmpty();
    }
  }

  @Test
  void theStartPageIsDarkForWhomPrefersThat() {
    try (var page = open(Shown.START_PAGE).inTheDark()) {
      assertThat(page.style("body", "backgroundColor")).isEqualTo("rgb(20, 23, 28)");
      assertThat(page.barriers()).isEmpty();
    }
  }

  @Test
  void theStartPageLeadsToDocumentsThatABrowserShows() {
    try (var page = open(Shown.START_PAGE)) {
      page.follow("OpenAPI document", gateway("/openapi"));
      assertThat(page.text()).startsWith("openapi: 3.1.0");
      assertThat(page.complaints()).isEmpty();
    }
    try (var page = open(Shown.START_PAGE)) {
      page.follow("FHIR capability statement", gateway("/fhir/metadata"));
      assertThat(page.text()).contains("CapabilityStatement");
    }
  }

  @Test
  void whatIsNotInTheReportIsNeitherAppliedNorFetched() {
    try (var page = open(Shown.SUMMARY)) {
      var before = page.style("body", "maxWidth");

      page.insert(
          "<style>body{max-width:1px}</style><img src=\"https://elsewhere.example/pixel.png\">");

      assertThat(page.style("body", "maxWidth")).isEqualTo(before);
      assertThat(page.complaints())
          .filteredOn(complaint -> complaint.contains("Content Security Policy"))
          .hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A4", "Letter"})
  void theSummaryOfAUsualPatientIsPrintedOnOnePage(String paper) {
    try (var page = open(Shown.SUMMARY)) {
      assertThat(page.printedPages(paper)).isEqualTo(1);
    }
  }
}
