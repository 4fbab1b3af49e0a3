package org.genomerecord.interpretation.reinterpretation;

import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.reinterpretation.Work.Item;
import org.genomerecord.interpretation.reinterpretation.Work.Settled;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at interpretations again, page by page: one bulk decision for each page, then one call set
/// after the other. Several of these, in one process or in several, share the work by claims.
///
/// It writes to no log: amendments are left in the database for whoever appends to it. Blocks.
public final class Reinterpretation {
  private static final Logger LOG = LoggerFactory.getLogger(Reinterpretation.class);

  private final Function<List<DecisionRequest>, List<Decision>> permits;
  private final Function<String, Optional<Interpreter>> named;
  private final Work work;
  private final SecondLook secondLook;
  private final Bounds bounds;
  private final Consumer<String> counted;

  /// @param pageItems interpretations of one bulk decision, at most
  ///   [org.genomerecord.record.permit.BulkDecisionRequest#REQUESTS_MAX]: so many keys are held at
  ///   a time
  /// @param attemptsMax after which one that fails is left alone
  /// @param claimLasts after which what somebody has begun and not ended is begun by another
  public record Bounds(int pageItems, int attemptsMax, Duration claimLasts) {}

  /// @param permits of the service itself, all at once
  /// @param named a release by its name, active or not; empty: not here
  /// @param counted told of the code of each outcome
  public Reinterpretation(
      Function<List<DecisionRequest>, List<Decision>> permits,
      Function<String, Optional<Interpreter>> named,
      Pool pool,
      Vault vault,
      Bounds bounds,
      Consumer<String> counted) {
    this.permits = permits;
    this.named = named;
    this.work = new Work(pool);
    this.secondLook = new SecondLook(vault);
    this.bounds = bounds;
    this.counted = counted;
  }

  /// Goes on until nothing is left that nobody is at.
  ///
  /// @param stopping asked between two pages
  /// @throws Refusal unavailable, if no decision can be had or the vault is away: again later
  public void lookAtAll(Interpreter interpreter, BooleanSupplier stopping) {
    while (!stopping.getAsBoolean() && lookAtPage(interpreter)) {
      // The next page.
    }
  }

  private boolean lookAtPage(Interpreter interpreter) {
    var release = interpreter.release();
    var claim = UUID.randomUUID();
    var page = work.claim(release, bounds.pageItems(), claim, bounds.claimLasts());
    if (page.isEmpty()) {
      return false;
    }
    var settled = new ArrayList<Settled>();
    try {
      look(page, interpreter, settled);
    } catch (RuntimeException e) {
      // What was seen before something went away is not looked at again.
      settle(release, claim, settled);
      work.giveBack(release, claim);
      throw e;
    }
    settle(release, claim, settled);
    return true;
  }

  private void settle(String release, UUID claim, List<Settled> settled) {
    work.settle(release, claim, settled);
    settled.forEach(one -> counted.accept(one.outcome().code()));
  }

  /// What is to be looked at again later stays claimed meanwhile.
  private void look(List<Item> page, Interpreter interpreter, List<Settled> settled) {
    var known = page.stream().filter(Reinterpretation::isKnown).toList();
    var decisions =
        known.isEmpty()
            ? List.<Decision>of()
            : permits.apply(
                known.stream()
                    .map(item -> request(item, looking(item, interpreter), interpreter.release()))
                    .toList());
    for (int i = 0; i < known.size(); i++) {
      add(settled, look(known.get(i), decisions.get(i), interpreter));
    }
    page.stream().filter(item -> !isKnown(item)).forEach(item -> add(settled, unknown(item)));
  }

  private static void add(List<Settled> settled, @Nullable Settled one) {
    if (one != null) {
      settled.add(one);
    }
  }

  private static boolean isKnown(Item item) {
    return item.sealed() != null && item.accepted() != null;
  }

  /// Where the file is may be told a moment later than the interpretation itself.
  private @Nullable Settled unknown(Item item) {
    if (item.sealed() == null) {
      return SecondLook.settled(item, Outcome.SUPERSEDED);
    }
    return item.attempts() < bounds.attemptsMax()
        ? null
        : SecondLook.settled(item, Outcome.CALL_SET_UNKNOWN);
  }

  /// @return null: later again
  private @Nullable Settled look(Item item, Decision decision, Interpreter interpreter) {
    var sealed = item.sealed();
    var accepted = item.accepted();
    if (sealed == null || accepted == null) {
      throw new IllegalStateException("only what is known is looked at");
    }
    try {
      return secondLook.look(item, sealed, accepted, decision, looking(item, interpreter));
    } catch (Refusal e) {
      if (e.category() == Category.UNAVAILABLE && !e.code().equals("key-renewed")) {
        throw e;
      }
      return failed(item, e);
    } catch (RuntimeException e) {
      return failed(item, e);
    }
  }

  private @Nullable Settled failed(Item item, RuntimeException failure) {
    LOG.warn("interpretation {} failed {} times", item.interpretation(), item.attempts(), failure);
    return item.attempts() < bounds.attemptsMax() ? null : SecondLook.settled(item, Outcome.FAILED);
  }

  /// With the same release, what was not denied before can have changed by outside calls alone.
  private Looking looking(Item item, Interpreter active) {
    var why = item.reason() == null ? Reason.OUTSIDE_CALLS : item.reason();
    return Looking.again(why, item.knowledge(), active, named);
  }

  private static DecisionRequest request(Item item, Looking looking, String release) {
    return new DecisionRequest(
        item.patient(),
        null,
        PurposeOfUse.TREATMENT,
        List.of(),
        looking.action().code(),
        List.of(DataClass.PHARMACOGENOMIC.code()),
        "call-set/" + item.callSet(),
        null,
        correlation(release),
        null);
  }

  /// What belongs to one release is found by it.
  static String correlation(String release) {
    return "knowledge-release-" + release;
  }
}
