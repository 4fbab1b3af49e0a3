package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ResearchUse;
import org.genomerecord.record.event.Wording;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoosingFromTemplatesTest {
  /// A template that was released is never edited, its wording least of all. What has to change is
  /// the next version, in a file of its own, and a line more here.
  private static final Map<String, String> RELEASED =
      new TreeMap<>(
          Map.of(
              "care-organisation 1",
                  "0075159df1ce70e47d5486738d96b5e7797e7cb3c581f3527f4ff7cbc22ab338",
              "family-access 1", "5eccccf66ce407aa3f30319e246a36d12928303d24595185f1ca042217dca181",
              "never-apoe-htt 1",
                  "c59c23b259d2eb8cce5834df065e7400c2f8cd67743be5d089560ad462dcf1d5",
              "never-this-person 1",
                  "26e15ca2406984f30e72a6d62aab72ed9c23246ec662aeeb080b61ddc0f7a3a8",
              "no-secondary-findings 1",
                  "f6a4a11643788d0bf6b0affa2e91ab466ff1a6ec3a499e016e1c296bf07c01be",
              "pharmacogenomics-only 1",
                  "3e6c20380a04fe8a892fc03cf52bfdb2ad67c0dc623bdb2c2cad5b9f95b86f21",
              "research-general 1",
                  "791ee71605c53d134e8f7ada303444f551770cf9c58a9c98741ea96cad9b4471"));

  private static Provision chosen(ConsentsResource.Grant grant) {
    return grant.chosen(DURING).provision();
  }

  private static ConsentsResource.Grant grant(
      @Nullable String template,
      @Nullable Integer version,
      @Nullable List<String> organisations,
      @Nullable List<String> persons,
      @Nullable String until) {
    return new ConsentsResource.Grant(null, template, version, organisations, persons, until, null);
  }

  private static void refused(ThrowingCallable asking, String code, String words) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            Refusal.class,
            no -> {
              assertThat(no.category()).isEqualTo(Category.INCORRECT);
              assertThat(no.code()).isEqualTo(code);
              assertThat(no).hasMessageContaining(words);
            });
  }

  @Test
  void whatWasReleasedIsAsItWasReleased() {
    var now = new TreeMap<String, String>();
    Templates.all()
        .forEach(template ->
            now.put(template.says().name() + " " + template.says().version(), template.sha256()));

    assertThat(now).isEqualTo(RELEASED);
  }

  @Test
  void everyTemplateIsWordedAndMeansAProvisionThatCanBeGranted() {
    for (var template : Templates.all()) {
      var asks = Templates.asks(template);
      var grant =
          grant(
              template.says().name(),
              template.says().version(),
              asks.contains("organisations") ? List.of("north-hospital", "north-lab") : null,
              asks.contains("persons") ? List.of("dr-hill") : null,
              asks.contains("until") ? UNTIL.toString() : null);

      var chosen = grant.chosen(DURING);

      assertThat(chosen.wording()).isEqualTo(template.wording());
      assertThat(template.wording().text()).hasSizeGreaterThan(100);
      assertThat(chosen.provision().toString()).doesNotContainPattern("\\{[a-z]+\\}");
    }
  }

  @Test
  void whatIsKeptOfItNamesTheTemplateAndItsFile() {
    var template = Templates.find("never-apoe-htt", 1);

    assertThat(grant("never-apoe-htt", 1, null, null, null).chosen(DURING).wording())
        .isEqualTo(
            new Wording("never-apoe-htt", 1, "en", template.sha256(), template.says().text()));
  }

  @Test
  void pharmacogenomicsOnlyMeansNothingElse() {
    assertThat(chosen(grant("pharmacogenomics-only", 1, List.of("north"), null, UNTIL.toString())))
        .isEqualTo(
            Rule.permit()
                .to(Party.organisation("north"))
                .forPurposes("TREAT")
                .doing(Action.COLLECT, Action.USE, Action.REANALYSE)
                .with(DataClass.PHARMACOGENOMIC)
                .between(DURING, UNTIL)
                .provision());
  }

  @Test
  void familyAccessMeansWhatRunsInFamiliesAndAnswersToThem() {
    assertThat(chosen(grant("family-access", 1, List.of("north"), null, UNTIL.toString())))
        .isEqualTo(
            Rule.permit()
                .to(Party.organisation("north"))
                .forPurposes("FAMRQT")
                .doing(Action.USE, Action.DISCLOSE)
                .with(DataClass.HEREDITARY_CANCER, DataClass.CARDIAC, DataClass.CARRIER_STATUS)
                .between(DURING, UNTIL)
                .provision());
  }

  @Test
  void denialsNameNobodyAndNothingMoreThanTheyMean() {
    assertThat(chosen(grant("no-secondary-findings", 1, null, null, null)))
        .isEqualTo(
            Rule.deny().with(DataClass.SECONDARY_FINDINGS).between(DURING, null).provision());
    assertThat(chosen(grant("never-this-person", 1, null, List.of("dr-hill", "dr-grey"), null)))
        .isEqualTo(
            Rule.deny()
                .to(
                    new Party(Party.Kind.PERSON, "dr-hill"),
                    new Party(Party.Kind.PERSON, "dr-grey"))
                .between(DURING, null)
                .provision());
  }

  /// Not to find out who somebody descends from, nor without restriction.
  @Test
  void researchMeansHealthAndMedicalResearch() {
    var provision = chosen(grant("research-general", 1, null, null, UNTIL.toString()));

    assertThat(provision.researchUse())
        .isEqualTo(new ResearchUse(DuoPermission.HMB, Set.of(), Map.of()));
    assertThat(provision.actions()).containsExactly(Action.USE);
  }

  @Test
  void careMeansAllClassesButApoeAndHttForTheOrganisationsNamed() {
    var provision =
        chosen(
            grant("care-organisation", 1, List.of("north", "north-lab"), null, UNTIL.toString()));

    assertThat(provision.actors())
        .containsExactlyInAnyOrder(Party.organisation("north"), Party.organisation("north-lab"));
    assertThat(provision.dataClasses())
        .hasSize(DataClass.values().length - 2)
        .doesNotContain(DataClass.APOE, DataClass.HTT);
    assertThat(provision.purposesOfUse()).containsExactly("TREAT");
    assertThat(provision.actions()).contains(Action.COLLECT, Action.USE);
    assertThat(provision.from()).isEqualTo(DURING);
    assertThat(provision.until()).isEqualTo(UNTIL);
  }

  @Test
  void neverApoeAndHttSpeaksOfEmergencies() {
    var provision = chosen(grant("never-apoe-htt", 1, null, null, null));

    assertThat(provision.dataClasses()).containsExactlyInAnyOrder(DataClass.APOE, DataClass.HTT);
    assertThat(provision.until()).isNull();
    assertThat(provision.provisions().getFirst().purposesOfUse()).containsExactly("ETREAT");
  }

  @Test
  void whatDoesNotExistIsRefused() {
    refused(
        () -> chosen(grant("everything", 1, null, null, null)), "template-unknown", "no template");
    refused(
        () -> chosen(grant("never-apoe-htt", 2, null, null, null)),
        "template-version-unknown",
        "version");
    refused(
        () -> chosen(grant("never-apoe-htt", null, null, null, null)),
        "template-version-unknown",
        "version");
  }

  @Test
  void whatIsMissingOrTooMuchIsRefusedByItsName() {
    var until = UNTIL.toString();
    refused(
        () -> chosen(grant("care-organisation", 1, null, null, until)),
        "template-filling",
        "asks for organisations");
    refused(
        () -> chosen(grant("care-organisation", 1, List.of(), null, until)),
        "template-filling",
        "asks for organisations");
    refused(
        () -> chosen(grant("care-organisation", 1, List.of("n"), null, null)),
        "template-filling",
        "asks for until");
    refused(
        () -> chosen(grant("care-organisation", 1, List.of("n"), List.of("p"), until)),
        "template-filling",
        "does not ask for persons");
    refused(
        () -> chosen(grant("never-this-person", 1, null, List.of("{until}"), null)),
        "template-filling",
        "letters, digits and hyphens");
    refused(
        () -> chosen(grant("care-organisation", 1, Arrays.asList("n", null), null, until)),
        "template-filling",
        "holds a null");
    refused(
        () -> chosen(grant("care-organisation", 1, List.of("n"), null, "tomorrow")),
        "provision",
        "a time is written");
  }

  @Test
  void itIsEitherAProvisionOrATemplate() {
    refused(
        () -> chosen(grant(null, null, null, null, null)), "provision-incomplete", "a template");
    refused(() -> chosen(grant(null, 1, null, null, null)), "provision-incomplete", "a template");
  }
}
