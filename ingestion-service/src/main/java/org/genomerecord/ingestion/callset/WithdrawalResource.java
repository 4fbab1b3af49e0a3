package org.genomerecord.ingestion.callset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.WithdrawSubmission;
import org.genomerecord.ingestion.quarantine.EndQuarantine;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// Where laboratories take back what they submitted.
@Path("/accessions/{accession}/withdrawal")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class WithdrawalResource {
  private final Caller caller;
  private final Accessions accessions;
  private final Commands commands;

  WithdrawalResource(Caller caller, Accessions accessions, Commands commands) {
    this.caller = caller;
    this.accessions = accessions;
    this.commands = commands;
  }

  /// @param reason code, such as `analytical-error`
  record Withdrawal(@Nullable String reason) {}

  /// The laboratory takes back a result that was accepted. It counts no more: what was interpreted
  /// of it is withdrawn, too. What waits in quarantine is in nobody's record yet, and is discarded.
  /// Done twice, it is done once. A suspended laboratory may, as its errors are still to be set
  /// right; no consent is asked for, as nothing is opened.
  ///
  /// @throws Refusal not-found, of another laboratory's; conflict, if nothing was accepted
  @POST
  public AccessionStatus withdraw(AccessionId accession, @Nullable Withdrawal withdrawal) {
    var reason = reason(withdrawal == null ? null : withdrawal.reason());
    var laboratory = caller.actor().organisation();
    accessions.ownStatus(accession, laboratory); // Whose it is comes first.
    discard(accession, reason);
    // It may have been released meanwhile, or submitted again.
    if (!(accessions.find(accession).accession() instanceof Accession.Unknown)) {
      commands.send(
          new WithdrawSubmission(accession, reason, null, Caller.now(), caller.attribution()));
    }
    return accessions.ownStatus(accession, laboratory);
  }

  private void discard(AccessionId accession, WithdrawalReason reason) {
    accessions
        .waiting(accession)
        .ifPresent(waiting ->
            commands.send(EndQuarantine.discarded(waiting, reason.code(), caller.attribution())));
  }

  private static WithdrawalReason reason(@Nullable String code) {
    return WithdrawalReason.ofCode(code)
        .orElseThrow(() ->
            new Refusal(
                Category.INCORRECT,
                "withdrawal-reason",
                "reason is specimen-mix-up, analytical-error, wrong-patient or other"));
  }
}
