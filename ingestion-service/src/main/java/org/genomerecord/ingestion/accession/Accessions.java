package org.genomerecord.ingestion.accession;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Reads accessions from the log itself: always current. Blocks.
@ApplicationScoped
public class Accessions {
  private static final EventTypes<AccessionEvent> TYPES = EventTypes.of(AccessionEvent.class);
  private static final EventTypes<QuarantineEvent> QUARANTINE =
      EventTypes.of(QuarantineEvent.class);
  private static final int ID_BYTES = 16;
  private static final int NUMBER_LENGTH_MAX = 64;

  private final LogReader log;

  Accessions(LogReader log) {
    this.log = log;
  }

  /// Reads from a log that is given, as without a container.
  public static Accessions on(LogReader log) {
    return new Accessions(log);
  }

  /// @param position of the last event; -1 if there is none
  public record Current(Accession accession, long position) {}

  /// The same id for the same laboratory and number, always: a retry finds what the first attempt
  /// left.
  ///
  /// @param lab the laboratory's organisation
  /// @param number the laboratory's own accession number
  public static AccessionId idOf(String lab, String number) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var digest =
          sha256.digest(
              "%d|%s|%s".formatted(lab.length(), lab, number).getBytes(StandardCharsets.UTF_8));
      return new AccessionId(HexFormat.of().formatHex(digest, 0, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A laboratory's own accession number, as the header `Accession` has it.
  ///
  /// @throws Refusal incorrect, if it is none
  public static String number(@Nullable String header) {
    if (header == null
        || header.isEmpty()
        || header.length() > NUMBER_LENGTH_MAX
        || !header.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new Refusal(
          Category.INCORRECT,
          "header",
          "the header Accession holds your accession number, 1 to 64 printable characters");
    }
    return header;
  }

  /// What a laboratory was taken in of under a number, as it stands now. Another laboratory's and
  /// one that is not there look the same from outside.
  ///
  /// @throws RefusedAtTheDoor not-found, if the laboratory has no such accession
  /// @throws Refusal conflict, if what the laboratory submitted waits, or waited in vain
  public Current own(AccessionId id, @Nullable String laboratory) {
    var current = find(id);
    var submission = current.accession().current().orElseThrow(() -> untaken(id, laboratory));
    if (!submission.lab().equals(laboratory)) {
      throw unknown(submission.patient());
    }
    return current;
  }

  private Refusal untaken(AccessionId id, @Nullable String laboratory) {
    ownQuarantined(quarantined(id), laboratory);
    return new Refusal(
        Category.CONFLICT,
        "accession-not-accepted",
        "it is in no patient's record; withdraw it if it waits in quarantine, and submit it again");
  }

  /// What a laboratory sees of its own accession, in a patient's record or in quarantine.
  ///
  /// @throws RefusedAtTheDoor not-found, if the laboratory has no such accession
  public AccessionStatus ownStatus(AccessionId id, @Nullable String laboratory) {
    var waited = quarantined(id); // First: it may be released in between.
    return find(id).accession() instanceof Accession.Unknown
        ? AccessionStatus.of(ownQuarantined(waited, laboratory))
        : AccessionStatus.of(own(id, laboratory));
  }

  private static Quarantined ownQuarantined(
      Optional<Quarantined> waited, @Nullable String laboratory) {
    return waited
        .filter(one -> one.laboratory().equals(laboratory))
        .orElseThrow(() -> unknown(null));
  }

  private static RefusedAtTheDoor unknown(@Nullable Pseudonym patient) {
    return new RefusedAtTheDoor(
        Category.NOT_FOUND, "accession-unknown", "you have no such accession", patient);
  }

  /// What a laboratory sees of an accession that something was submitted under.
  public AccessionStatus status(AccessionId id) {
    var waited = quarantined(id); // First: it may be released in between.
    var current = find(id);
    return current.accession() instanceof Accession.Unknown
        ? AccessionStatus.of(waited.orElseThrow())
        : AccessionStatus.of(current);
  }

  /// What waits or waited in quarantine under an accession. Once it is released, the accession
  /// itself tells more.
  public Optional<Quarantined> quarantined(AccessionId id) {
    Quarantined last = null;
    for (var stored :
        Awaiting.result(
                log.matching(List.of(new Criterion(Set.of("quarantined:" + id), Set.of())), 0))
            .events()) {
      var envelope = stored.envelope();
      var event = QUARANTINE.read(envelope.type(), envelope.version(), envelope.payload());
      last =
          switch (event) {
            case SubmissionQuarantined file -> new Quarantined(file, null, null, stored.position());
            case QuarantineReleased _ -> null;
            case QuarantineDiscarded discarded ->
                ended(last, AccessionRow.DISCARDED, discarded.discardedAt(), stored.position());
            case QuarantineExpired expired ->
                ended(last, AccessionRow.EXPIRED, expired.expiredAt(), stored.position());
          };
    }
    return Optional.ofNullable(last);
  }

  private static Quarantined ended(
      @Nullable Quarantined before, String code, Instant at, long position) {
    return new Quarantined(
        Objects.requireNonNull(before, "the end of what never waited").file(), code, at, position);
  }

  /// What waits in quarantine under an accession now.
  public Optional<SubmissionQuarantined> waiting(AccessionId id) {
    return quarantined(id).filter(found -> found.endCode() == null).map(Quarantined::file);
  }

  /// An accession as it stands now.
  public Current find(AccessionId id) {
    var events =
        Awaiting.result(
                log.matching(List.of(new Criterion(Set.of("accession:" + id), Set.of())), 0))
            .events();
    var accession = Accession.initial();
    long position = -1;
    for (var stored : events) {
      var envelope = stored.envelope();
      accession =
          accession.evolve(TYPES.read(envelope.type(), envelope.version(), envelope.payload()));
      position = stored.position();
    }
    return new Current(accession, position);
  }
}
