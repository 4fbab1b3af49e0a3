package org.genomerecord.interpretation.issuance;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.relay.Projection;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;

/// Keeps what became of each patient's call sets.
@ApplicationScoped
public class ReportProjection implements Projection {
  public static final String NAME = "reports";

  private static final EventTypes<InterpretationEvent> TYPES =
      EventTypes.of(InterpretationEvent.class);
  private static final EventTypes<ReportsPurged> PURGED = EventTypes.of(ReportsPurged.class);
  private static final EventTypes<KnowledgeEvent> KNOWLEDGE = EventTypes.of(KnowledgeEvent.class);
  private static final String ACCESS = "access.";
  private static final String WITHDRAWN = "-withdrawn";
  private static final String NOTHING_TO_INTERPRET = "nothing-to-interpret";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> tables() {
    return List.of("report", "purged_patient", "recontact");
  }

  @Override
  public Uni<Void> apply(StoredEvent stored) {
    var type = stored.envelope().type();
    if (type.startsWith(ACCESS) || KNOWLEDGE.knows(type)) {
      return Uni.createFrom().voidItem();
    }
    if (PURGED.knows(type)) {
      return purged(PURGED.read(type, stored.envelope().version(), stored.envelope().payload()));
    }
    return switch (TYPES.read(type, stored.envelope().version(), stored.envelope().payload())) {
      case InterpretationIssued issued -> issue(issued);
      case InterpretationDeclined declined -> add(row(declined));
      case InterpretationAmended amended -> amend(amended);
      case InterpretationWithdrawn withdrawn -> withdraw(withdrawn);
      case RecontactClosed closed ->
          RecontactRow.<RecontactRow>findById(closed.interpretation().value())
              .invoke(row -> {
                if (row != null) { // its patient may be purged
                  row.outcome = closed.outcome().code();
                }
              })
              .replaceWithVoid();
    };
  }

  /// A file, or a correction, that could not be interpreted may have been corrected.
  private static Uni<Void> issue(InterpretationIssued issued) {
    return ReportRow.<ReportRow>list(
            "callSet = ?1 and supersededAt is null", issued.callSet().value())
        .invoke(before -> before.forEach(row -> row.supersededAt = issued.issuedAt()))
        .chain(() -> add(row(issued)));
  }

  /// What was in force stays, for whoever asks what was known then.
  private static Uni<Void> amend(InterpretationAmended amended) {
    return ReportRow.<ReportRow>findById(amended.amends().value())
        .invoke(before -> {
          if (before != null) {
            before.supersededAt = amended.amendedAt();
          }
        })
        .chain(() -> ifNotPurged(amended.patient().value(), () -> persist(amended)));
  }

  /// What was in force stays likewise; from here on it is told that it counts no more.
  private static Uni<Void> withdraw(InterpretationWithdrawn withdrawn) {
    return ReportRow.<ReportRow>findById(withdrawn.interpretation().value())
        .invoke(before -> {
          if (before != null) {
            before.supersededAt = withdrawn.withdrawnAt();
          }
        })
        .chain(() -> add(row(withdrawn)));
  }

  private static Uni<Void> persist(InterpretationAmended amended) {
    Uni<Void> added = row(amended).persist().replaceWithVoid();
    return amended.obligesToRecontact()
        ? added.chain(() -> RecontactRow.of(amended).persist().replaceWithVoid())
        : added;
  }

  /// One that was under way when its patient was purged is left out.
  private static Uni<Void> add(ReportRow row) {
    return ifNotPurged(row.patient, () -> row.persist().replaceWithVoid());
  }

  private static Uni<Void> ifNotPurged(String patient, Supplier<Uni<Void>> work) {
    return PurgedPatientRow.<PurgedPatientRow>findById(patient)
        .chain(purged -> purged == null ? work.get() : Uni.createFrom().voidItem());
  }

  private static Uni<Void> purged(ReportsPurged purged) {
    var patient = purged.patient().value();
    return ReportRow.delete("patient", patient)
        .chain(() -> RecontactRow.delete("patient", patient))
        .chain(() -> PurgedPatientRow.<PurgedPatientRow>findById(patient))
        .chain(found -> {
          if (found != null) {
            return Uni.createFrom().voidItem();
          }
          var row = new PurgedPatientRow();
          row.patient = patient;
          row.purgedAt = purged.purgedAt();
          return row.persist().replaceWithVoid();
        });
  }

  private static ReportRow row(InterpretationIssued issued) {
    var row = new ReportRow();
    row.id = issued.interpretation().value();
    row.callSet = issued.callSet().value();
    row.interpretation = issued.interpretation().value();
    row.accession = issued.accession().value();
    row.patient = issued.patient().value();
    row.knowledge = issued.knowledge();
    row.issuedAt = issued.issuedAt();
    row.event = issued.sealed().event();
    row.generation = issued.sealed().generation();
    row.ciphertext = issued.sealed().ciphertext();
    return row;
  }

  private static ReportRow row(InterpretationAmended amended) {
    var row = new ReportRow();
    row.id = amended.interpretation().value();
    row.callSet = amended.callSet().value();
    row.interpretation = amended.interpretation().value();
    row.amends = amended.amends().value();
    row.amendedFor = amended.reason().code();
    row.accession = amended.accession().value();
    row.patient = amended.patient().value();
    row.knowledge = amended.knowledge();
    row.issuedAt = amended.amendedAt();
    row.event = amended.sealed().event();
    row.generation = amended.sealed().generation();
    row.ciphertext = amended.sealed().ciphertext();
    return row;
  }

  private static ReportRow row(InterpretationWithdrawn withdrawn) {
    var row = new ReportRow();
    row.id = withdrawn.interpretation().value() + WITHDRAWN;
    row.callSet = withdrawn.callSet().value();
    row.amends = withdrawn.interpretation().value();
    row.accession = withdrawn.accession().value();
    row.patient = withdrawn.patient().value();
    row.issuedAt = withdrawn.withdrawnAt();
    row.reason = withdrawn.reason().code();
    return row;
  }

  static ReportRow row(InterpretationDeclined declined) {
    var row = new ReportRow();
    row.id = declined.callSet().value();
    row.callSet = declined.callSet().value();
    row.accession = declined.accession().value();
    row.patient = declined.patient().value();
    row.issuedAt = declined.declinedAt();
    row.reason = told(declined.reason());
    return row;
  }

  /// Who may read of pharmacogenes may not, for that, learn of a tumour; nor what the patient said
  /// when it was declined, which was recorded once with its reason (ADR 0052).
  private static String told(String reason) {
    return switch (reason) {
      case SettlingFiles.OF_TUMOUR -> NOTHING_TO_INTERPRET;
      case "denied-by-patient",
          "private-to-patient",
          "no-consent",
          "consent-withdrawn",
          "consent-expired",
          "not-covered",
          "erased" ->
          "not-permitted";
      default -> reason;
    };
  }
}
