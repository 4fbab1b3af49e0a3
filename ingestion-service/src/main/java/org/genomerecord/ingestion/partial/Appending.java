package org.genomerecord.ingestion.partial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.jspecify.annotations.Nullable;

/// Takes the bytes of one request into an upload, for whoever holds its lock.
///
/// They are sealed as they come, in parts that are durable in the vault before they count. The last
/// part counts only together with the submission: whoever is told that all bytes are here need not
/// do anything more.
final class Appending {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Vault vault;
  private final UploadRows rows;
  private final UploadLimits limits;
  private final Supplier<Instant> clock;
  private final SubjectKey key;
  private final UploadBody body;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /// In the vault, and not counted yet.
  private final List<UploadPart> pending = new ArrayList<>();

  private Upload upload;
  private int partsCount;

  Appending(
      Vault vault,
      UploadRows rows,
      UploadLimits limits,
      Supplier<Instant> clock,
      Upload upload,
      SubjectKey key,
      UploadBody body) {
    this.vault = vault;
    this.rows = rows;
    this.limits = limits;
    this.clock = clock;
    this.upload = upload;
    this.key = key;
    this.body = body;
  }

  /// @return the upload as far as it has come
  /// @throws UploadRefusal if the checksum does not match, or there are more bytes than announced:
  ///   then nothing that was not counted before counts
  Upload take(Completion completion) throws IOException {
    try {
      partsCount = rows.partsCount(upload.id());
      receive();
      if (!body.isAsPromised()) {
        throw new UploadRefusal(
            Kind.CHECKSUM, "these are not the bytes of which that is the checksum");
      }
    } catch (IOException | RuntimeException e) {
      discard();
      throw e;
    }
    if (end() == upload.lengthBytes()) {
      complete(completion);
    } else if (!pending.isEmpty()) {
      count();
    }
    return upload;
  }

  /// Where the next byte belongs.
  private long end() {
    return pending.isEmpty() ? upload.offsetBytes() : pending.getLast().end();
  }

  private void receive() throws IOException {
    while (end() < upload.lengthBytes()) {
      var part = part(end());
      if (part == null) {
        return;
      }
      pending.add(part);
      if (!body.hasChecksum() && end() < upload.lengthBytes()) {
        count();
      }
    }
    if (body.read(buffer, 1) > 0) {
      throw Upload.tooLong();
    }
  }

  /// @return null if no byte is left
  private @Nullable UploadPart part(long offset) throws IOException {
    long lengthMax = Math.min(limits.partBytesMax(), upload.lengthBytes() - offset);
    int read = body.read(buffer, (int) Math.min(buffer.length, lengthMax));
    if (read < 0) {
      return null;
    }
    if (++partsCount > limits.partsMax()) {
      throw new UploadRefusal(
          Kind.TOO_MANY_PARTS,
          "an upload has at most %d parts; send more at a time".formatted(limits.partsMax()));
    }
    try (var draft = vault.draft(key, UploadPart.binding(upload.id(), offset))) {
      long length = 0;
      for (;
          read >= 0;
          read = body.read(buffer, (int) Math.min(buffer.length, lengthMax - length))) {
        draft.bytes().write(buffer, 0, read);
        length += read;
        if (length == lengthMax) {
          break;
        }
      }
      return new UploadPart(offset, length, draft.keep());
    }
  }

  /// Where the database does not say whether they count, they stay: the sweep takes them if not.
  private void count() {
    var parts = List.copyOf(pending);
    pending.clear();
    var expiry = clock.get().plusSeconds(limits.expirySeconds());
    if (!rows.count(upload.id(), upload.offsetBytes(), parts, expiry)) {
      removeAll(vault, parts);
      throw new UploadRefusal(Kind.OFFSET, "the upload has come to another place, or has ended");
    }
    upload = upload.at(parts.getLast().end(), expiry);
  }

  private void complete(Completion completion) throws IOException {
    var counted = rows.parts(upload.id());
    var all = Stream.concat(counted.stream(), pending.stream()).toList();
    try (var whole = new PartsInOrder(vault, key, all)) {
      requireGapless(all);
      completion.take(whole);
    } catch (Refusal refusal) {
      if (isFinal(refusal)) {
        removeAll(vault, rows.remove(upload.id()));
      }
      throw refusal;
    } finally {
      discard();
    }
    var expiry = clock.get().plusSeconds(limits.expirySeconds());
    if (rows.complete(upload.id(), upload.offsetBytes(), expiry)) {
      removeAll(vault, counted);
    }
    upload = upload.completed(expiry);
  }

  /// @throws IOException if a part of the upload is lost
  private void requireGapless(List<UploadPart> parts) throws IOException {
    long end = 0;
    for (var part : parts) {
      if (part.offset() != end) {
        break;
      }
      end = part.end();
    }
    if (end != upload.lengthBytes()) {
      throw new IOException("an upload has a gap");
    }
  }

  /// Sending the last part again would come to the same.
  private static boolean isFinal(Refusal refusal) {
    return refusal.category() == Category.CONFLICT || refusal.category() == Category.UNSUPPORTED;
  }

  private void discard() {
    removeAll(vault, pending);
    pending.clear();
  }

  static void removeAll(Vault vault, List<UploadPart> parts) {
    for (var part : parts) {
      remove(vault, part.file());
    }
  }

  private static void remove(Vault vault, VaultFile file) {
    try {
      vault.remove(file);
    } catch (UncheckedIOException e) {
      PartialUploads.LOG.warn("a part that nobody needs is left to the sweep", e);
    }
  }
}
