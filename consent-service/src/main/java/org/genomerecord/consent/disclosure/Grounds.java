package org.genomerecord.consent.disclosure;

import static org.genomerecord.record.event.ProvisionType.DENY;
import static org.genomerecord.record.event.ProvisionType.PERMIT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.genomerecord.consent.disclosure.ProvisionRules.Question;
import org.genomerecord.consent.disclosure.ProvisionRules.Said;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Provision;

/// Collects the rules that decide a request: where one denies, those that deny, otherwise those
/// that permit. In an order of their own, whatever the order of consents was.
final class Grounds {
  private static final Comparator<Rule> IN_ORDER =
      Comparator.comparing((Rule rule) -> rule.consent().value())
          .thenComparing(rule -> rule.said().rule());

  private final TreeMap<Rule, Set<DataClass>> classes = new TreeMap<>(IN_ORDER);
  private final Set<Obligation> obligations = EnumSet.noneOf(Obligation.class);

  /// A rule of a consent that says something.
  record Rule(ConsentId consent, Said said) {}

  /// What all consents say about one class of data.
  static final class OfOneClass {
    private final List<Rule> denying = new ArrayList<>();
    private final List<Rule> permitting = new ArrayList<>();
    private final Set<Obligation> obligations = EnumSet.noneOf(Obligation.class);

    /// Adds what a consent says, and what it obliges to if it permits.
    void add(ConsentId consent, Said said, Provision provision, Question question) {
      (said.type() == DENY ? denying : permitting).add(new Rule(consent, said));
      ProvisionRules.addObligations(provision, question, obligations);
    }

    boolean denies() {
      return !denying.isEmpty();
    }

    /// Whether a rule denies that speaks of the purpose of use, and not only of all of them.
    boolean deniesForThisPurpose() {
      return denying.stream().anyMatch(rule -> rule.said().namesPurpose());
    }

    boolean permits() {
      return denying.isEmpty() && !permitting.isEmpty();
    }
  }

  void add(DataClass dataClass, OfOneClass said) {
    for (var rule : said.denies() ? said.denying : said.permitting) {
      classes.computeIfAbsent(rule, _ -> EnumSet.noneOf(DataClass.class)).add(dataClass);
    }
    if (said.permits()) {
      obligations.addAll(said.obligations);
    }
  }

  /// What the consents that permit oblige to, all of them together, in order.
  List<Obligation> obligations() {
    return List.copyOf(obligations);
  }

  List<Ground> inOrder() {
    return classes.entrySet().stream()
        .map(entry ->
            new Ground(
                entry.getKey().consent(),
                entry.getKey().said().rule(),
                entry.getKey().said().type(),
                List.copyOf(entry.getValue())))
        .toList();
  }

  /// The consents that permit one of these classes, in order.
  List<ConsentId> permitting(Set<DataClass> permitted) {
    return classes.entrySet().stream()
        .filter(entry -> entry.getKey().said().type() == PERMIT)
        .filter(entry -> entry.getValue().stream().anyMatch(permitted::contains))
        .map(entry -> entry.getKey().consent())
        .distinct()
        .toList();
  }
}
