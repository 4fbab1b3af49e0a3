package org.genomerecord.ingestion.laboratory;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.vcf.PromisedGenes;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ReadModels;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// An operator lets laboratories in and says what they may send. There is no patient data in any of
/// it.
@Path("/services/ingestion-service/laboratories")
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class LaboratoriesResource {
  private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,128}");
  private static final Pattern REASON = Pattern.compile("[a-z][a-z-]{0,31}");

  private final Caller caller;
  private final Laboratories laboratories;
  private final Commands commands;
  private final LaboratoryLimits limits;

  LaboratoriesResource(
      Caller caller, Laboratories laboratories, Commands commands, LaboratoryLimits limits) {
    this.caller = caller;
    this.laboratories = laboratories;
    this.commands = commands;
    this.limits = limits;
  }

  /// What an operator writes: the whole of it, each time.
  ///
  /// @param testCodes null or empty: any
  /// @param submissionsPerMinute null: as configured for all
  /// @param bytesPerDay null: as configured for all
  /// @param sandbox null: no
  /// @param promisedGenes genes that a test promises, by its code; null: none
  record Kept(
      @Nullable String name,
      @Nullable List<String> testCodes,
      @Nullable Integer submissionsPerMinute,
      @Nullable Long bytesPerDay,
      @Nullable Boolean sandbox,
      @Nullable Map<String, List<String>> promisedGenes) {
    LaboratoryChange.Keep change() {
      if (name == null || name.isBlank() || !NAME.matcher(name).matches()) {
        throw new Refusal(
            Category.INCORRECT, "name", "the name of the organisation is needed, at most 128 long");
      }
      if (promisedGenes != null
          && !promisedGenes.values().stream()
              .allMatch(genes -> genes != null && PromisedGenes.known().containsAll(genes))) {
        throw new Refusal(
            Category.INCORRECT,
            "terms",
            "a promised gene is none that a panel reads from call sets");
      }
      try {
        return new LaboratoryChange.Keep(
            name,
            new LaboratoryTerms(
                testCodes == null ? List.of() : testCodes,
                submissionsPerMinute,
                bytesPerDay,
                Boolean.TRUE.equals(sandbox),
                promisedGenes));
      } catch (IllegalArgumentException wrong) {
        throw new Refusal(Category.INCORRECT, "terms", "what it may send: " + wrong.getMessage());
      }
    }
  }

  record Suspension(@Nullable String reason) {}

  /// All of them, by id.
  @GET
  public List<LaboratoryRow> list() {
    return ReadModels.read(LaboratoryRow::all);
  }

  @GET
  @Path("/{laboratory}")
  public LaboratoryDescription read(LaboratoryId laboratory) {
    return LaboratoryDescription.of(
        laboratory, laboratories.onboarded(laboratory), limits.standard());
  }

  /// Onboards a laboratory, or changes what it may send. Doing so again changes nothing.
  @PUT
  @Path("/{laboratory}")
  public LaboratoryDescription keep(LaboratoryId laboratory, @Nullable Kept kept) {
    if (kept == null) {
      throw new Refusal(Category.INCORRECT, "name", "the name of the organisation is needed");
    }
    return change(laboratory, kept.change());
  }

  /// Takes nothing from it from the next request on.
  @POST
  @Path("/{laboratory}/suspension")
  public LaboratoryDescription suspend(LaboratoryId laboratory, @Nullable Suspension suspension) {
    var reason = suspension == null ? null : suspension.reason();
    if (reason == null || !REASON.matcher(reason).matches()) {
      throw new Refusal(
          Category.INCORRECT, "reason", "a reason is needed: a code such as contract-ended");
    }
    return change(laboratory, new LaboratoryChange.Suspend(reason));
  }

  @DELETE
  @Path("/{laboratory}/suspension")
  public LaboratoryDescription reinstate(LaboratoryId laboratory) {
    return change(laboratory, new LaboratoryChange.Reinstate());
  }

  private LaboratoryDescription change(LaboratoryId laboratory, LaboratoryChange change) {
    commands.send(new ChangeLaboratory(laboratory, change, caller.attribution()));
    return read(laboratory);
  }
}
