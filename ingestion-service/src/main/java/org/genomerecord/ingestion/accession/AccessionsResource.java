package org.genomerecord.ingestion.accession;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// Where laboratories look up what became of their own accessions, and withdraw them.
@Path("/accessions")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class AccessionsResource {
  private final Caller caller;
  private final Accessions accessions;
  private final InterpretedAccessions interpreted;
  private final Commands commands;
  private final int rowsMax;

  AccessionsResource(
      Caller caller,
      Accessions accessions,
      InterpretedAccessions interpreted,
      Commands commands,
      @ConfigProperty(name = "genome.accession-rows-max", defaultValue = "1000") int rowsMax) {
    this.caller = caller;
    this.accessions = accessions;
    this.interpreted = interpreted;
    this.commands = commands;
    this.rowsMax = rowsMax;
  }

  @GET
  @Path("/{accession}")
  public AccessionStatus status(AccessionId accession) {
    return AccessionStatus.of(accessions.own(accession, caller.actor().organisation()))
        .interpreted(interpreted.at(accession).orElse(null));
  }

  /// @param reason code, such as `analytical-error`
  record Withdrawal(@Nullable String reason) {}

  /// The laboratory takes back a result that was accepted. It counts no more: what was interpreted
  /// of it is withdrawn, too. Done twice, it is done once. A suspended laboratory may, as its
  /// errors are still to be set right; no consent is asked for, as nothing is opened.
  ///
  /// @throws Refusal not-found, of another laboratory's; conflict, if nothing was accepted
  @POST
  @Path("/{accession}/withdrawal")
  public AccessionStatus withdraw(AccessionId accession, @Nullable Withdrawal withdrawal) {
    var reason = reason(withdrawal == null ? null : withdrawal.reason());
    status(accession); // Whose it is comes first.
    commands.send(
        new WithdrawSubmission(accession, reason, null, Caller.now(), caller.attribution()));
    return status(accession);
  }

  private static WithdrawalReason reason(@Nullable String code) {
    return WithdrawalReason.ofCode(code)
        .orElseThrow(() ->
            new Refusal(
                Category.INCORRECT,
                "withdrawal-reason",
                "reason is specimen-mix-up, analytical-error, wrong-patient or other"));
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
