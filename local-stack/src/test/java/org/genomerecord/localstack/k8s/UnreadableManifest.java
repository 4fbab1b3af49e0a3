package org.genomerecord.localstack.k8s;

/// A file that is not exactly one object of a kind we know, spelt as its API spells it.
final class UnreadableManifest extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  UnreadableManifest(String rule, String message) {
    super(message);
    this.rule = rule;
  }

  Finding finding(String where) {
    return new Finding(rule, where, String.valueOf(getMessage()));
  }
}
