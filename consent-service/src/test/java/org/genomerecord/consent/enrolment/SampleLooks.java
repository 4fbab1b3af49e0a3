package org.genomerecord.consent.enrolment;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.Pseudonym;
import org.jspecify.annotations.Nullable;

/// Keeps the looks of a test.
public final class SampleLooks implements RecordedLooks {
  private final List<String> looks = new ArrayList<>();

  @Override
  public UUID record(@Nullable Pseudonym patient, String question) {
    looks.add(question + " of " + patient);
    return new UUID(0, looks.size());
  }

  /// As `proxies of PATIENT`, in order.
  public List<String> all() {
    return List.copyOf(looks);
  }
}
