package org.genomerecord.ledger.audit;

/// What was asked for cannot be looked at: a file that is missing or is not what it should be.
final class AuditFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  AuditFault(String message) {
    super(message, null, false, false);
  }
}
