package org.genomerecord.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.provision.SampleConsents.DURING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.api.Test;

/// `docs/consent.md` has a whole Consent to be copied.
class CopyingTheConsentOfTheDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/consent.md");

  private static String copied() throws IOException {
    var blocks = Files.readString(DOCUMENT).split("```", -1);
    for (var block : blocks) {
      if (block.startsWith("json\n") && block.contains("\"Consent\"")) {
        return block.substring("json\n".length());
      }
    }
    throw new AssertionError("the document has no Consent");
  }

  @Test
  void itSaysWhatTheDocumentSaysThatItDoes() throws IOException {
    var consent = FhirJson.consent(copied());

    assertThat(AskedConsent.patient(consent))
        .isEqualTo(new Pseudonym("7c9e6679m4xq2v8rk0t3w5yzab"));
    assertThat(AskedConsent.isActive(consent)).isTrue();
    assertThat(AskedConsent.provision(consent, DURING))
        .isEqualTo(
            Rule.permit()
                .to(Party.organisation("north-hospital"))
                .forPurposes("TREAT")
                .doing(Action.COLLECT, Action.USE, Action.REANALYSE)
                .with(DataClass.PHARMACOGENOMIC, DataClass.CARDIAC)
                .between(DURING, Instant.parse("2032-01-01T00:00:00Z"))
                .but(Rule.deny().to(new Party(Party.Kind.PERSON, "dr-hill")))
                .provision());
  }
}
