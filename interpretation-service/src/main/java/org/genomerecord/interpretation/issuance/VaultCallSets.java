package org.genomerecord.interpretation.issuance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.callset.CallSetReader;
import org.genomerecord.interpretation.callset.CallSetReading;
import org.genomerecord.interpretation.callset.Loci;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.variant.Assembly;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.region.RegionIndex;
import org.genomerecord.record.seal.KeyRenewedSince;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Unsealable;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads accepted call sets from the vault and interprets them, with the outside calls of their
/// patient.
public final class VaultCallSets {
  private static final Logger LOG = LoggerFactory.getLogger(VaultCallSets.class);
  private static final String ACCEPTED = EventTypes.schemaOf(CallSetAccepted.class);

  private static final CallSetOutcome NOTHING = new CallSetOutcome.Unfit("nothing-to-interpret");

  private VaultCallSets() {}

  /// What the permit covers of a call set, in which the newest outside call of a gene stands in the
  /// place of ours; or of outside calls by themselves. Blocks.
  ///
  /// @param outside all of the patient's, in the order in which they were accepted
  /// @throws Refusal unavailable, if the vault does not answer or the key is not the newest any
  ///   more: try again later, with a decision of its own
  public static CallSetOutcome interpret(
      Vault vault,
      Interpreter interpreter,
      FileAccepted file,
      List<OutsideCallsAccepted> outside,
      Decision.Permit permit) {
    if (file.collected() == DataClass.TUMOUR) {
      return NOTHING; // Whoever asks, and whatever for: it is not what the patient was born with.
    }
    return switch (file) {
      case CallSetAccepted callSet -> interpret(vault, interpreter, callSet, outside, permit);
      case OutsideCallsAccepted own -> interpret(interpreter, own, permit);
      case ExpressionPanelAccepted _ -> NOTHING;
    };
  }

  private static CallSetOutcome interpret(
      Interpreter interpreter, OutsideCallsAccepted own, Decision.Permit permit) {
    try {
      var calls = OutsideCallsContext.newest(List.of(own), permit.key());
      return calls.isEmpty()
          ? NOTHING
          : new CallSetOutcome.Found(interpreter.interpret(Map.of(), calls, classes(permit)));
    } catch (Unsealable e) {
      LOG.error("outside calls {} cannot be opened", own.callSet(), e);
      return new CallSetOutcome.Unfit("call-set-unreadable");
    }
  }

  private static Set<String> classes(Decision.Permit permit) {
    return permit.dataClasses().stream()
        .map(DataClass::code)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static CallSetOutcome interpret(
      Vault vault,
      Interpreter interpreter,
      CallSetAccepted callSet,
      List<OutsideCallsAccepted> outside,
      Decision.Permit permit) {
    try {
      var context =
          EventJson.read(
              new String(permit.key().open(callSet.sealed(), ACCEPTED), StandardCharsets.UTF_8),
              CallSetContext.class);
      return switch (read(vault, callSet, context.sample(), permit.key(), interpreter.loci())) {
        case CallSetReading.NotInterpreted not -> new CallSetOutcome.Unfit(not.code());
        case CallSetReading.Read(var calls) -> {
          var reported = OutsideCallsContext.newest(outside, permit.key());
          yield new CallSetOutcome.Found(interpreter.interpret(calls, reported, classes(permit)));
        }
      };
    } catch (FileSystemException e) {
      if (!(e instanceof NoSuchFileException)) {
        LOG.warn("the vault does not answer", e);
        throw new Refusal(Category.UNAVAILABLE, "vault-unavailable", "the vault does not answer");
      }
      LOG.error("the vault has lost call set {}", callSet.callSet());
      return new CallSetOutcome.Unfit("call-set-lost");
    } catch (KeyRenewedSince _) {
      throw new Refusal(
          Category.UNAVAILABLE, "key-renewed", "the key was renewed since the decision");
    } catch (IOException | Unsealable e) {
      LOG.error("call set {} cannot be read from the vault", callSet.callSet(), e);
      return new CallSetOutcome.Unfit("call-set-unreadable");
    }
  }

  /// What lies at the loci, found by the file's index; the whole file if it has none.
  private static CallSetReading read(
      Vault vault, CallSetAccepted callSet, String sample, SubjectKey key, Loci loci)
      throws IOException {
    var assembly = Assembly.named(callSet.assembly());
    var index = index(vault, callSet, key);
    if (index.isPresent()) {
      try (var bytes = vault.openChannel(key, callSet.file())) {
        return CallSetReader.read(bytes, index.get(), Optional.of(sample), assembly, loci);
      }
    }
    try (var bytes = vault.open(key, callSet.file())) {
      return CallSetReader.read(bytes, Optional.of(sample), assembly, loci);
    }
  }

  /// Nothing is lost without it but time.
  private static Optional<RegionIndex> index(Vault vault, CallSetAccepted callSet, SubjectKey key) {
    try {
      var bytes = vault.index(key, callSet.file());
      return bytes.isPresent() ? Optional.of(RegionIndex.read(bytes.get())) : Optional.empty();
    } catch (IOException | Unsealable e) {
      // If the key was renewed, the file says so itself: the generation beside an index is not
      // sealed.
      LOG.warn("the index of call set {} cannot be read: the whole file is", callSet.callSet(), e);
      return Optional.empty();
    }
  }
}
