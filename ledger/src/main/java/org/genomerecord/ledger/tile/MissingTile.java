package org.genomerecord.ledger.tile;

/// A tile that should be there and is not.
public final class MissingTile extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MissingTile(TileAddress address) {
    super("no " + address.path());
  }
}
