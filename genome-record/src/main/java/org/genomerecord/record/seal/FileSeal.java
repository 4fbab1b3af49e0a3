package org.genomerecord.record.seal;

import com.google.crypto.tink.StreamingAead;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;

/// Seals and opens one file as a stream; nothing but ciphertext reaches the disk.
public final class FileSeal {
  private final StreamingAead aead;
  private final byte[] binding;

  FileSeal(StreamingAead aead, byte[] binding) {
    this.aead = aead;
    this.binding = binding.clone();
  }

  /// A stream whose bytes arrive sealed in `sealed`. Closing it writes the last segment; without it
  /// the file does not open.
  public OutputStream seal(OutputStream sealed) throws IOException {
    try {
      return aead.newEncryptingStream(sealed, binding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The opened bytes. Reading fails with an [IOException] at the first segment that was altered,
  /// and at a missing end.
  public InputStream open(InputStream sealed) throws IOException {
    try {
      return aead.newDecryptingStream(sealed, binding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The opened bytes at any place: only the segments that are read are decrypted.
  public SeekableByteChannel open(SeekableByteChannel sealed) throws IOException {
    try {
      return aead.newSeekableDecryptingChannel(sealed, binding);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
