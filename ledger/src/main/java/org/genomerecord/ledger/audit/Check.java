package org.genomerecord.ledger.audit;

import java.util.Locale;

/// What is checked, and by what standard. A discrepancy names the check that found it.
public enum Check {
  FILES("Every file that the checkpoint asks for is there and readable.", "C2SP tlog-tiles"),
  SIGNATURE(
      "The log signed its newest checkpoint with every key that the policy has for it.",
      "C2SP signed-note, tlog-checkpoint; Ed25519 (RFC 8032), ML-DSA-44 (FIPS 204)"),
  WITNESS(
      "Witnesses cosigned the newest checkpoint, as many as the policy asks for.",
      "C2SP tlog-cosignature, tlog-witness, tlog-policy"),
  POSITIONS(
      "Every position from 0 up to the size that was signed has one entry.", "C2SP tlog-tiles"),
  LEAF(
      "Each entry hashes to its leaf.",
      "RFC 6962 section 2.1; canonical envelope, format 1 (docs/ledger.md)"),
  TILE("Each tile holds the hashes of the tiles below it.", "C2SP tlog-tiles"),
  ROOT("The leaves hash to the root that was signed.", "RFC 6962 section 2.1"),
  CHECKPOINT(
      "The log begins with the tree of each earlier checkpoint that was given.",
      "RFC 6962 section 2.1, every root recomputed; C2SP tlog-checkpoint"),
  EVENT(
      "Each event decodes, is of a known kind, and its tags and sealed parts are its own.",
      "docs/events.md"),
  TIME(
      "Recorded times do not go back, and agree with the times of the witnesses.",
      "tolerance as stated; C2SP tlog-cosignature"),
  RECONCILIATION(
      "Each decision is recorded once and rests on a consent in force; what was done names its"
          + " decision, and that decision permitted it.",
      "docs/auditing.md");

  private final String statement;
  private final String standard;

  Check(String statement, String standard) {
    this.statement = statement;
    this.standard = standard;
  }

  /// As it stands in reports.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What holds if nothing was found.
  public String statement() {
    return statement;
  }

  /// By which specification.
  public String standard() {
    return standard;
  }
}
