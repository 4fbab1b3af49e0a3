package org.genomerecord.ingestion.accession;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Reads accessions from the log itself: always current. Blocks.
@ApplicationScoped
public class Accessions {
  private static final EventTypes<AccessionEvent> TYPES = EventTypes.of(AccessionEvent.class);
  private static final int ID_BYTES = 16;

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

  /// A laboratory's own accession as it stands now. Another laboratory's and one that is not there
  /// look the same from outside.
  ///
  /// @throws RefusedAtTheDoor not-found, if the laboratory has no such accession
  public Current own(AccessionId id, @Nullable String laboratory) {
    var current = find(id);
    var submission = current.accession().current().orElseThrow(() -> unknown(null));
    if (!submission.lab().equals(laboratory)) {
      throw unknown(submission.patient());
    }
    return current;
  }

  private static RefusedAtTheDoor unknown(@Nullable Pseudonym patient) {
    return new RefusedAtTheDoor(
        Category.NOT_FOUND, "accession-unknown", "you have no such accession", patient);
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
