package org.genomerecord.ledger.tampering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.genomerecord.ledger.audit.AuditedLog;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.tree.Frontier;
import org.genomerecord.ledger.tree.Hash;

/// An export of synthetic logs in a folder, one of them tampered with or none.
public final class TamperedExport {
  private static final String CHECKPOINT = "checkpoint";

  private final Path folder;
  private final SyntheticLogs logs;
  private final SyntheticKeys keys;

  /// @param folder of the export; what is in it is overwritten
  public TamperedExport(Path folder, SyntheticLogs logs, SyntheticKeys keys) {
    this.folder = folder;
    this.logs = logs;
    this.keys = keys;
  }

  /// Writes all logs as they are, cosigned.
  public void writeHonest() {
    for (var log : AuditedLog.values()) {
      writeHonest(log);
    }
  }

  /// Writes one log over as it is, cosigned.
  public void writeHonest(AuditedLog log) {
    delete(folder.resolve(log.folderName()));
    writeEntries(log, logs.entries(log));
    writeCheckpoint(log, honest(log));
  }

  /// The checkpoint of a log as it is, signed and cosigned.
  public SignedCheckpoint honest(AuditedLog log) {
    var entries = logs.entries(log);
    return keys.cosign(signed(log, entries), logs.endSeconds());
  }

  /// A checkpoint over any entries, signed now and not cosigned.
  public SignedCheckpoint signed(AuditedLog log, List<byte[]> entries) {
    return signed(log, entries, logs.endSeconds());
  }

  /// The checkpoint that a log had when it had so many entries, signed at that time.
  public SignedCheckpoint earlier(AuditedLog log, int size) {
    var entries = logs.entries(log).subList(0, size);
    var time =
        entries.isEmpty()
            ? SyntheticStory.BEGIN
            : CanonicalEnvelope.decode(entries.getLast()).recordedAt();
    return signed(log, entries, time.getEpochSecond());
  }

  private SignedCheckpoint signed(AuditedLog log, List<byte[]> entries, long timestampSeconds) {
    return keys.sign(log, entries.size(), root(entries), timestampSeconds);
  }

  /// Writes one log over, tampered with; with its key only if the power is as great, and never with
  /// the witness's.
  public void tamper(AuditedLog log, Mutation mutation, Power power, Random random) {
    var honest = logs.entries(log);
    var entries = mutation.of(honest, random);
    delete(folder.resolve(log.folderName()));
    switch (power) {
      case ENTRIES -> {
        write(log, honest, false);
        new EntriesOnly(folder.resolve(log.folderName())).write(entries);
        writeCheckpoint(log, honest(log));
      }
      case TREE -> {
        writeEntries(log, entries);
        writeCheckpoint(log, honest(log));
      }
      case KEY -> {
        writeEntries(log, entries);
        writeCheckpoint(log, signed(log, entries));
      }
    }
  }

  /// Cosigns the newest checkpoint of a log, as a witness does that has not seen another history.
  public void cosign(AuditedLog log, List<byte[]> entries) {
    writeCheckpoint(log, keys.cosign(signed(log, entries), logs.endSeconds()));
  }

  /// Writes one log over with other entries, as somebody does who has its keys.
  public void replace(AuditedLog log, List<byte[]> entries) {
    delete(folder.resolve(log.folderName()));
    writeEntries(log, entries);
    writeCheckpoint(log, signed(log, entries));
  }

  /// Writes the newest checkpoint of a log.
  public void writeCheckpoint(AuditedLog log, SignedCheckpoint checkpoint) {
    write(folder.resolve(log.folderName()).resolve(CHECKPOINT), checkpoint);
  }

  /// Writes a checkpoint where an export keeps earlier ones.
  public void writeEarlier(AuditedLog log, SignedCheckpoint checkpoint) {
    var size = Long.toString(checkpoint.checkpoint().size());
    write(folder.resolve(log.folderName()).resolve("checkpoints").resolve(size), checkpoint);
  }

  /// Writes a checkpoint into a file.
  public static void write(Path file, SignedCheckpoint checkpoint) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, checkpoint.format());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeEntries(AuditedLog log, List<byte[]> entries) {
    write(log, entries, true);
  }

  private void write(AuditedLog log, List<byte[]> entries, boolean withEntries) {
    var writer = new ExportWriter(folder.resolve(log.folderName()), withEntries);
    entries.forEach(writer::append);
    writer.finish();
  }

  private static Hash root(List<byte[]> entries) {
    var frontier = new Frontier();
    entries.forEach(entry -> frontier.append(Hash.leaf(entry)));
    return frontier.root();
  }

  /// Deletes a folder and what is in it.
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
