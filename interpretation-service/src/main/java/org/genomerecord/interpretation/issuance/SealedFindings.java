package org.genomerecord.interpretation.issuance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;

/// Findings on their way into the seal and out of it.
public final class SealedFindings {
  private static final String ISSUED = EventTypes.schemaOf(InterpretationIssued.class);
  private static final String AMENDED = EventTypes.schemaOf(InterpretationAmended.class);

  /// Some ten times what a release with every gene and drug makes of a call set without any call.
  private static final int JSON_BYTES_MAX = 8 * 1024 * 1024;

  private SealedFindings() {}

  /// For what is issued first.
  public static Sealed seal(UUID event, Interpreted interpreted, SubjectKey key) {
    return key.seal(event, ISSUED, compressed(EventJson.write(interpreted)));
  }

  /// For an amendment.
  public static Sealed sealAmended(UUID event, Interpreted interpreted, SubjectKey key) {
    return key.seal(event, AMENDED, compressed(EventJson.write(interpreted)));
  }

  /// @throws org.genomerecord.record.seal.Unsealable if it is not under this key
  public static Interpreted open(Sealed sealed, SubjectKey key) {
    return open(sealed, ISSUED, key);
  }

  /// What an amendment found.
  ///
  /// @throws org.genomerecord.record.seal.Unsealable if it is not under this key
  public static Interpreted openAmended(Sealed sealed, SubjectKey key) {
    return open(sealed, AMENDED, key);
  }

  private static Interpreted open(Sealed sealed, String schema, SubjectKey key) {
    var bytes = key.open(sealed, schema);
    return bytes[0] == '{'
        ? EarlierFindings.read(new String(bytes, StandardCharsets.UTF_8))
        : EventJson.read(text(bytes), Interpreted.class);
  }

  /// Positions that were not called and advice repeat themselves: as they are, they would not fit
  /// into an event.
  private static byte[] compressed(String json) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  private static String text(byte[] compressed) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return new String(gzip.readNBytes(JSON_BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("what was sealed is not compressed", broken);
    }
  }
}
