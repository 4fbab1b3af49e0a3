package org.genomerecord.ingestion.accession;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.relay.ReadModels;

/// Where laboratories look up what became of their own accessions.
@Path("/accessions")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class AccessionsResource {
  private final Caller caller;
  private final Accessions accessions;
  private final InterpretedAccessions interpreted;
  private final ValidationsUnderWay underWay;
  private final int rowsMax;

  AccessionsResource(
      Caller caller,
      Accessions accessions,
      InterpretedAccessions interpreted,
      ValidationsUnderWay underWay,
      @ConfigProperty(name = "genome.accession-rows-max", defaultValue = "1000") int rowsMax) {
    this.caller = caller;
    this.accessions = accessions;
    this.interpreted = interpreted;
    this.underWay = underWay;
    this.rowsMax = rowsMax;
  }

  @GET
  @Path("/{accession}")
  public AccessionStatus status(AccessionId accession) {
    boolean isUnderWay = underWay.include(accession); // First: it may end in between.
    return accessions
        .ownStatus(accession, caller.actor().organisation())
        .validating(isUnderWay)
        .interpreted(interpreted.at(accession).orElse(null));
  }

  /// The laboratory's accessions, newest first.
  @GET
  public List<AccessionRow> list() {
    var lab = caller.actor().organisation();
    if (lab == null) {
      return List.of(); // a laboratory without a name has submitted nothing
    }
    var rows = ReadModels.read(() -> AccessionRow.ofLab(lab, rowsMax));
    rows.forEach(row -> row.isValidating = underWay.include(new AccessionId(row.accession)));
    return rows;
  }
}
