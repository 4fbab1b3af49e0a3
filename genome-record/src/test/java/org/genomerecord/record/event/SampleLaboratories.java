package org.genomerecord.record.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryOnboarded;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryReinstated;
import org.genomerecord.record.event.LaboratoryEvent.LaboratorySuspended;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryTermsChanged;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSecretRotated;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSubscribed;
import org.genomerecord.record.event.LaboratoryEvent.WebhookUnsubscribed;

/// One sample of each event about laboratories.
final class SampleLaboratories {
  static final LaboratoryId LABORATORY = new LaboratoryId("north-lab");
  private static final LaboratoryTerms TERMS =
      new LaboratoryTerms(List.of("R21.1", "M1"), 60, 1_000_000_000L, true);

  private SampleLaboratories() {}

  /// @param tags what each sample is to be found by
  static void addTo(Map<Object, Set<String>> tags) {
    var laboratory = Set.of("laboratory:" + LABORATORY);
    var when = SampleEvents.WHEN;
    tags.put(new LaboratoryOnboarded(LABORATORY, "North Laboratory", TERMS, when), laboratory);
    tags.put(new LaboratoryTermsChanged(LABORATORY, "North Laboratory", TERMS, when), laboratory);
    tags.put(new LaboratorySuspended(LABORATORY, "contract-ended", when), laboratory);
    tags.put(new LaboratoryReinstated(LABORATORY, when), laboratory);
    tags.put(
        new WebhookSubscribed(LABORATORY, "https://lab.example.org/results", 1, when), laboratory);
    tags.put(new WebhookUnsubscribed(LABORATORY, when), laboratory);
    tags.put(
        new WebhookSecretRotated(LABORATORY, 2, when.plus(Duration.ofDays(1)), when), laboratory);
  }
}
