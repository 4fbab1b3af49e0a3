package org.genomerecord.ledger.witness;

/// A witness that answered no. Asking the same again gives the same.
public final class WitnessRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final long size;

  WitnessRefused(int status, long size) {
    super("the witness answered " + status + (size < 0 ? "" : ", having cosigned size " + size));
    this.status = status;
    this.size = size;
  }

  /// 400, 403, 404, 409, 413 or 422, as tlog-witness defines them.
  public int status() {
    return status;
  }

  /// The size that the witness cosigned last if it said so (409), in leaves; else -1. Larger than
  /// what was sent means that the log has lost its tail, or that somebody else signs with its key.
  public long size() {
    return size;
  }
}
