package org.genomerecord.ingestion.accession;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.relay.ReadModels;
import org.jspecify.annotations.Nullable;

/// Where laboratories look up what became of their own accessions.
@Path("/accessions")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class AccessionsResource {
  private final Caller caller;
  private final Accessions accessions;
  private final int rowsMax;

  AccessionsResource(
      Caller caller,
      Accessions accessions,
      @ConfigProperty(name = "genome.accession-rows-max", defaultValue = "1000") int rowsMax) {
    this.caller = caller;
    this.accessions = accessions;
    this.rowsMax = rowsMax;
  }

  @GET
  @Path("/{accession}")
  public AccessionStatus status(AccessionId accession) {
    var current = accessions.find(accession);
    return switch (current.accession()) {
      case Accession.Unknown() -> throw unknown(null);
      case Accession.Received(var submission) -> own(submission, current);
      case Accession.Accepted(var submission, _) -> own(submission, current);
      case Accession.Refused(var submission, _) -> own(submission, current);
    };
  }

  private AccessionStatus own(SubmissionReceived submission, Accessions.Current current) {
    if (!submission.lab().equals(caller.actor().organisation())) {
      throw unknown(submission.patient());
    }
    return AccessionStatus.of(current);
  }

  /// Another laboratory's accession and one that is not there look the same from outside.
  private static RefusedAtTheDoor unknown(@Nullable Pseudonym patient) {
    return new RefusedAtTheDoor(
        Category.NOT_FOUND, "accession-unknown", "you have no such accession", patient);
  }

  /// The laboratory's accessions, newest first.
  @GET
  public List<AccessionRow> list() {
    var lab = caller.actor().organisation();
    if (lab == null) {
      return List.of(); // a laboratory without a name has submitted nothing
    }
    return ReadModels.read(() -> AccessionRow.ofLab(lab, rowsMax));
  }
}
