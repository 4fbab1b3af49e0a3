package org.genomerecord.interpretation.issuance;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.activation.KnowledgeReleases;
import org.genomerecord.interpretation.callset.Assembly;
import org.genomerecord.interpretation.callset.CallSetReader;
import org.genomerecord.interpretation.callset.CallSetReading;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.KeyRenewedSince;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Interprets one accepted call set under a permit, and records what came of it. Blocks.
@ApplicationScoped
class CallSetInterpretation {
  private static final Logger LOG = LoggerFactory.getLogger(CallSetInterpretation.class);
  private static final String ACCEPTED = EventTypes.schemaOf(CallSetAccepted.class);

  private final Function<DecisionRequest, Decision> permits;
  private final Vault vault;
  private final Commands commands;
  private final Supplier<Interpreter> active;
  private final Timer duration;

  @Inject
  CallSetInterpretation(
      Permits permits,
      Vault vault,
      Commands commands,
      KnowledgeReleases releases,
      MeterRegistry metrics) {
    this(permits::ask, vault, commands, releases::active, metrics);
  }

  CallSetInterpretation(
      Function<DecisionRequest, Decision> permits,
      Vault vault,
      Commands commands,
      Supplier<Interpreter> active,
      MeterRegistry metrics) {
    this.permits = permits;
    this.vault = vault;
    this.commands = commands;
    this.active = active;
    this.duration =
        Timer.builder("interpretation.callset.duration")
            .description("Reading and interpreting one call set")
            .register(metrics);
  }

  /// @throws org.genomerecord.record.refusal.Refusal unavailable, if no decision, no log or not the
  ///   active knowledge can be had, or the key is not the newest any more: try again later, with a
  ///   decision of its own
  void settle(CallSetAccepted callSet, Attribution attribution) {
    var decision =
        permits.apply(
            new DecisionRequest(
                callSet.patient().value(),
                null,
                attribution.purposeOfUse(),
                List.of(),
                "use",
                List.of(DataClass.PHARMACOGENOMIC.code()),
                "call-set/" + callSet.callSet(),
                null,
                attribution.correlation(),
                attribution.causation()));
    var outcome =
        switch (decision) {
          case Decision.Denial denial -> declined(callSet, denial.reason());
          case Decision.Permit permit -> duration.record(() -> interpret(callSet, permit));
        };
    commands.send(new SettleInterpretation(callSet.callSet(), outcome, attribution));
  }

  private InterpretationEvent interpret(CallSetAccepted callSet, Decision.Permit permit) {
    var interpreter = active.get();
    try (var bytes = vault.open(permit.key(), callSet.file())) {
      var context =
          EventJson.read(
              new String(permit.key().open(callSet.sealed(), ACCEPTED), StandardCharsets.UTF_8),
              CallSetContext.class);
      return switch (CallSetReader.read(
          bytes,
          Optional.of(context.sample()),
          Assembly.named(callSet.assembly()),
          interpreter.loci())) {
        case CallSetReading.NotInterpreted not -> declined(callSet, not.code());
        case CallSetReading.Read(var calls) -> {
          var classes =
              permit.dataClasses().stream()
                  .map(DataClass::code)
                  .collect(Collectors.toUnmodifiableSet());
          var event = Recording.newEventId();
          yield new InterpretationIssued(
              new InterpretationId(UUID.randomUUID().toString()),
              callSet.callSet(),
              callSet.accession(),
              callSet.patient(),
              interpreter.release(),
              permit.dataClasses(),
              permit.id(),
              SealedFindings.seal(event, interpreter.interpret(calls, classes), permit.key()),
              Caller.now());
        }
      };
    } catch (FileSystemException e) {
      if (!(e instanceof NoSuchFileException)) {
        LOG.warn("the vault does not answer", e);
        throw new Refusal(Category.UNAVAILABLE, "vault-unavailable", "the vault does not answer");
      }
      LOG.error("the vault has lost call set {}", callSet.callSet());
      return declined(callSet, "call-set-lost");
    } catch (KeyRenewedSince _) {
      throw new Refusal(
          Category.UNAVAILABLE, "key-renewed", "the key was renewed since the decision");
    } catch (IOException | Unsealable e) {
      LOG.error("call set {} cannot be read from the vault", callSet.callSet(), e);
      return declined(callSet, "call-set-unreadable");
    }
  }

  private static InterpretationDeclined declined(CallSetAccepted callSet, String reason) {
    return new InterpretationDeclined(
        callSet.callSet(), callSet.accession(), callSet.patient(), reason, Caller.now());
  }
}
