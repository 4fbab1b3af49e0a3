package org.genomerecord.ingestion.family;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.seal.JointSeal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.jspecify.annotations.Nullable;

/// The sealed parts of a study. Pure.
final class StudyParts {
  private static final String SCHEMA = EventTypes.schemaOf(FamilyStudyReported.class);

  /// An own part must not open in the place of a joint one, or of a field of another event.
  private static final String OWN = SCHEMA + "/own";

  private StudyParts() {}

  /// What is about one patient alone.
  ///
  /// @param number the laboratory's own number of the accession
  /// @param affected as in [StudyReport.Member]
  record Own(AccessionId accession, String number, @Nullable String affected) {
    Sealed seal(UUID event, SubjectKey key) {
      return key.seal(event, OWN, bytes(this));
    }

    /// @throws org.genomerecord.record.seal.Unsealable if the key is not the patient's
    static Own open(Sealed sealed, SubjectKey key) {
      return read(key.open(sealed, OWN), Own.class);
    }

    @Override
    public String toString() {
      return "Own[…]";
    }
  }

  /// What is about both.
  ///
  /// @param relationship what the relative is to the subject
  record Joint(
      Pseudonym subject,
      Pseudonym relative,
      String relationship,
      boolean confirmed,
      @Nullable Double kinship) {
    Sealed seal(UUID event, JointSeal keys) {
      return keys.seal(event, SCHEMA, bytes(this));
    }

    /// @throws org.genomerecord.record.seal.Unsealable if the keys are not those of both
    static Joint open(Sealed sealed, JointSeal keys) {
      return read(keys.open(sealed, SCHEMA), Joint.class);
    }

    @Override
    public String toString() {
      return "Joint[…]";
    }
  }

  private static byte[] bytes(Object part) {
    return EventJson.write(part).getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T read(byte[] json, Class<T> type) {
    return EventJson.read(new String(json, StandardCharsets.UTF_8), type);
  }
}
