package org.genomerecord.gateway.limit;

/// A chunked request body grew past its bound.
public final class BodyTooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge(long bytesMax) {
    super("body over " + bytesMax + " bytes", null, false, false);
  }
}
