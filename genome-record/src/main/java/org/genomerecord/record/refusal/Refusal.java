package org.genomerecord.record.refusal;

/// A refused command or input. It carries no stack trace: it is an answer, not a fault.
///
/// Messages hold identifiers and bounds, never names, record numbers, genotypes or input lines.
public class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Category category;
  private final String code;

  /// @param code stable and machine-readable, lower case with hyphens, such as `accession-conflict`
  /// @param message one sentence for a person, without patient data
  public Refusal(Category category, String code, String message) {
    super(message, null, false, false);
    this.category = category;
    this.code = code;
  }

  public final Category category() {
    return category;
  }

  public final String code() {
    return code;
  }

  /// The sentence for a person.
  public final String detail() {
    return String.valueOf(getMessage());
  }
}
