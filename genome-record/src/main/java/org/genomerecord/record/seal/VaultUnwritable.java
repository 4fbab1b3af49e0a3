package org.genomerecord.record.seal;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// The vault cannot be written now: the disk is full, or the vault is away. What was being written
/// is not kept.
public final class VaultUnwritable extends FileSystemException {
  private static final long serialVersionUID = 1L;

  VaultUnwritable(IOException cause) {
    super("the vault cannot be written");
    initCause(cause);
  }
}
