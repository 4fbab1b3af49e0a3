package org.genomerecord.consent.fhir;

import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// A Consent says something that would not be honoured as it stands there: refused as a whole,
/// since what is left out would be a weaker or a wider rule.
public final class NotHonoured extends Refusal {
  private static final long serialVersionUID = 1L;

  private final String expression;

  /// @param expression FHIRPath of the element, such as `Consent.provision.actor[0].role`
  /// @param why one sentence, without what was sent
  NotHonoured(String expression, String why) {
    super(Category.UNSUPPORTED, "consent-not-honoured", expression + ": " + why);
    this.expression = expression;
  }

  String expression() {
    return expression;
  }
}
