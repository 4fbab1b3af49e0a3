package org.genomerecord.ingestion.accession;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.genomerecord.ingestion.fingerprint.Fingerprints;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.PurgeEvent.FilesPurged;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.event.VaultEvent;
import org.genomerecord.record.relay.Projection;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// Keeps the list of accessions, and lets fingerprints and reports go with what they are of.
@ApplicationScoped
public class AccessionProjection implements Projection {
  public static final String NAME = "accessions";
  private static final String QUARANTINED = "quarantined";

  private static final EventTypes<AccessionEvent> TYPES = EventTypes.of(AccessionEvent.class);
  private static final EventTypes<VaultEvent> VAULT = EventTypes.of(VaultEvent.class);
  private static final EventTypes<FilesPurged> PURGED = EventTypes.of(FilesPurged.class);
  private static final EventTypes<FamilyStudyEvent> STUDIES = EventTypes.of(FamilyStudyEvent.class);
  private static final EventTypes<LaboratoryEvent> LABORATORIES =
      EventTypes.of(LaboratoryEvent.class);
  private static final EventTypes<QuarantineEvent> QUARANTINES =
      EventTypes.of(QuarantineEvent.class);
  private static final String OTHER_NAMESPACE = "access.";

  /// What a correction may follow.
  private static final Set<String> IN_FORCE = Set.of("accepted", "amended");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("accession");
  }

  @Override
  public Uni<Void> apply(StoredEvent stored) {
    var type = stored.envelope().type();
    if (type.startsWith(OTHER_NAMESPACE)) {
      return Uni.createFrom().voidItem();
    }
    if (VAULT.knows(type)) {
      return Uni.createFrom().voidItem(); // Its file is where it was, for whoever reads the row.
    }
    if (PURGED.knows(type)) {
      return purged(PURGED.read(type, stored.envelope().version(), stored.envelope().payload()));
    }
    if (STUDIES.knows(type)) {
      STUDIES.typeOf(type, stored.envelope().version()); // one of a newer release stops here
      return Uni.createFrom().voidItem();
    }
    if (LABORATORIES.knows(type)) {
      LABORATORIES.typeOf(type, stored.envelope().version());
      return Uni.createFrom().voidItem();
    }
    if (QUARANTINES.knows(type)) {
      return quarantined(
          QUARANTINES.read(type, stored.envelope().version(), stored.envelope().payload()),
          stored.position());
    }
    var event = TYPES.read(type, stored.envelope().version(), stored.envelope().payload());
    return switch (event) {
      case SubmissionReceived received -> received(received, stored.position());
      case FileAccepted accepted ->
          settled(accepted.accession(), "accepted", stored.position(), accepted.acceptedAt(), null);
      case SubmissionRefused refused -> refused(refused, stored.position());
      case SubmissionMovedIn _ ->
          Uni.createFrom().voidItem(); // The row of its submission is there.
      case SubmissionSuperseded superseded ->
          settled(
              superseded.accession(),
              "amended",
              stored.position(),
              superseded.supersededAt(),
              null);
      case SubmissionWithdrawn withdrawn -> withdrawn(withdrawn, stored.position());
    };
  }

  private static Uni<Void> quarantined(QuarantineEvent event, long position) {
    return switch (event) {
      case SubmissionQuarantined file -> waits(file, position);
      case QuarantineReleased _ -> Uni.createFrom().voidItem(); // It is received with it.
      case QuarantineDiscarded discarded ->
          over(discarded.quarantined(), position, discarded.discardedAt(), AccessionRow.DISCARDED);
      case QuarantineExpired expired ->
          over(expired.quarantined(), position, expired.expiredAt(), AccessionRow.EXPIRED);
    };
  }

  /// It came at the same time as a submission that was permitted: then that is what stands there.
  private static Uni<Void> waits(SubmissionQuarantined file, long position) {
    return AccessionRow.<AccessionRow>findById(file.quarantined().value())
        .chain(row ->
            row == null || row.hasOnlyWaited()
                ? came(
                    row,
                    file.quarantined(),
                    file.quarantine().value(),
                    QUARANTINED,
                    position,
                    file.quarantinedAt())
                : Uni.createFrom().voidItem());
  }

  /// What was submitted again meanwhile is settled by itself.
  private static Uni<Void> over(AccessionId accession, long position, Instant at, String code) {
    return AccessionRow.<AccessionRow>findById(accession.value())
        .chain(row ->
            row == null || !QUARANTINED.equals(row.state)
                ? Uni.createFrom().voidItem()
                : settled(accession, "refused", position, at, code));
  }

  private static Uni<Void> received(SubmissionReceived received, long position) {
    return AccessionRow.<AccessionRow>findById(received.accession().value())
        .chain(found ->
            came(
                found,
                received.accession(),
                received.lab(),
                "received",
                position,
                received.receivedAt()));
  }

  /// A better file may follow a refused one, and a correction one that is in force: the row may be
  /// there.
  private static Uni<Void> came(
      @Nullable AccessionRow found,
      AccessionId accession,
      String lab,
      String state,
      long position,
      Instant at) {
    var row = found == null ? new AccessionRow() : found;
    row.accession = accession.value();
    row.lab = lab;
    row.inForce = row.state != null && IN_FORCE.contains(row.state) ? row.state : null;
    row.state = state;
    row.position = position;
    row.receivedAt = at;
    row.settledAt = null;
    row.code = null;
    return row.<AccessionRow>persist().replaceWithVoid();
  }

  /// What was to be corrected stays in force.
  private static Uni<Void> refused(SubmissionRefused refused, long position) {
    return AccessionRow.<AccessionRow>findById(refused.accession().value())
        .map(AccessionProjection::required)
        .invoke(row -> {
          boolean isCorrection = row.inForce != null;
          row.state = isCorrection ? row.inForce : "refused";
          row.code = isCorrection ? null : refused.code();
          row.inForce = null;
          row.position = position;
          row.settledAt = refused.refusedAt();
        })
        .replaceWithVoid();
  }

  private static Uni<Void> settled(
      AccessionId accession, String state, long position, Instant at, @Nullable String code) {
    return AccessionRow.<AccessionRow>findById(accession.value())
        .map(AccessionProjection::required)
        .invoke(row -> {
          row.state = state;
          row.inForce = null;
          row.position = position;
          row.settledAt = at;
          row.code = code;
        })
        .replaceWithVoid();
  }

  /// Its patient may have been purged meanwhile.
  private static Uni<Void> withdrawn(SubmissionWithdrawn withdrawn, long position) {
    return AccessionRow.<AccessionRow>findById(withdrawn.accession().value())
        .invoke(row -> {
          if (row != null) {
            row.state = "withdrawn";
            row.position = position;
            row.settledAt = withdrawn.withdrawnAt();
            row.code = withdrawn.reason().code();
          }
        })
        .chain(() -> Fingerprints.forget(withdrawn.accession()));
  }

  /// A purge settles what is open before its event: each outcome finds the row of its submission.
  static AccessionRow required(@Nullable AccessionRow row) {
    if (row == null) {
      throw new IllegalStateException("an outcome without a submission");
    }
    return row;
  }

  private static Uni<Void> purged(FilesPurged purged) {
    return AccessionRow.delete(
            "accession in ?1", purged.accessions().stream().map(AccessionId::value).toList())
        .chain(() -> Fingerprints.forget(purged.patient()))
        .chain(() -> KeptReports.forget(purged.patient()));
  }
}
