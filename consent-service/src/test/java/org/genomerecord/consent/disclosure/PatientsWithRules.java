package org.genomerecord.consent.disclosure;

import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;

/// What a patient of the benchmarks permits: care, in each of several consents, with exceptions for
/// others. All of the rules have to be read, and each consent is a ground.
final class PatientsWithRules {
  private static final int CONSENTS_MAX = 25;

  private PatientsWithRules() {}

  /// @param rules of all consents together: 5, 50 or 500
  /// @return the rules of several consents; each permits [SampleRequests#reading]
  static List<Provision> provisions(int rules) {
    int consents = Math.min(CONSENTS_MAX, Math.max(5, rules / 10 * 2));
    var provisions = new ArrayList<Provision>();
    for (int number = 0; number < consents; number++) {
      provisions.add(consent(number, rules / consents - 1));
    }
    return List.copyOf(provisions);
  }

  private static Provision consent(int number, int exceptions) {
    return Rule.permit()
        .forPurposes("TREAT")
        .doing(Action.COLLECT, Action.USE)
        .with(DataClass.PHARMACOGENOMIC)
        .between(FROM, UNTIL)
        .but(
            IntStream.range(0, exceptions)
                .mapToObj(other -> Rule.deny().to(person(number + "-" + other)))
                .toArray(Rule[]::new))
        .provision();
  }

  private static Party person(String name) {
    return new Party(Party.Kind.PERSON, name);
  }

  /// A clinician of [SampleConsents#HOSPITAL] asks to use pharmacogenomic data for treatment.
  static DisclosureRequest request() {
    return SampleRequests.readingAt(DURING);
  }
}
