package org.genomerecord.record.log;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tile.EntryBundle;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.ledger.tile.Tile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredLeaf;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// What an auditor needs in order to check this service's log without it (C2SP tlog-tiles).
@Path("/ledger/{log}")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class LedgerResource {
  private static final int CHECKPOINTS_MAX = 100;

  /// A tile of so many hashes never changes.
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private static final String ASK_AGAIN = "private, no-cache";
  private static final String NOWHERE = "no-store";

  private final LedgerSettings settings;
  private final CheckpointRunner runner;
  private final LedgerReads reads;
  private final LogReader events;
  private final Caller caller;
  private final LedgerRows rows;
  private final StoredTiles tiles;

  LedgerResource(
      LedgerSettings settings,
      CheckpointRunner runner,
      LedgerReads reads,
      LogReader events,
      Caller caller,
      Pool pool) {
    this.settings = settings;
    this.runner = runner;
    this.reads = reads;
    this.events = events;
    this.caller = caller;
    this.rows = new LedgerRows(pool);
    this.tiles = new StoredTiles(rows);
  }

  /// @param checkpoints signed notes, in order of size
  /// @param more whether there are larger ones
  record Checkpoints(List<String> checkpoints, boolean more) {
    Checkpoints {
      checkpoints = List.copyOf(checkpoints);
    }
  }

  /// The latest checkpoint with the cosignatures that it has so far.
  @GET
  @Path("checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  public RestResponse<String> checkpoint(@RestPath String log) {
    requireOwn(log);
    return answer(requireSigned(rows.latest()).format(), ASK_AGAIN);
  }

  /// Checkpoints of more than a size, smallest first; without a size from the first one on.
  @GET
  @Path("checkpoints")
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<Checkpoints> checkpoints(
      @RestPath String log, @RestQuery @Nullable String after) {
    requireOwn(log);
    var page = rows.after(after == null ? -1 : size(after), CHECKPOINTS_MAX + 1);
    var notes = page.stream().limit(CHECKPOINTS_MAX).map(SignedCheckpoint::format).toList();
    return answer(new Checkpoints(notes, page.size() > CHECKPOINTS_MAX), ASK_AGAIN);
  }

  private static long size(String text) {
    try {
      return StrictText.decimal(text);
    } catch (Malformed _) {
      throw new Refusal(Category.INCORRECT, "after", "`after` is a size in events, a number");
    }
  }

  /// Keys of the log and of its witnesses as a tlog-policy.
  @GET
  @Path("keys")
  @Produces(MediaType.TEXT_PLAIN)
  public RestResponse<String> keys(@RestPath String log) {
    requireOwn(log);
    return answer(PublishedKeys.policy(runner.verifiers(), settings.witnesses()), ASK_AGAIN);
  }

  /// A tile of hashes.
  @GET
  @Path("tile/{level:[0-9]+}/{tile:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public RestResponse<byte[]> tile(
      @RestPath String log, @RestPath String level, @RestPath String tile) {
    requireOwn(log);
    var address = address("tile/" + level + "/" + tile);
    requireWithin(address);
    try {
      var found = tiles.read(address).hashes().subList(0, address.width());
      return answer(new Tile(found).bytes(), FOR_EVER);
    } catch (MissingTile _) {
      throw absent();
    }
  }

  /// The entries of a tile of level 0: canonical envelopes of events. That somebody reads them is
  /// recorded before they are answered.
  @GET
  @Path("tile/entries/{tile:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public RestResponse<byte[]> entries(@RestPath String log, @RestPath String tile) {
    requireOwn(log);
    var address = address("tile/entries/" + tile);
    reads.record(caller.attribution(), requireWithin(address));
    long from = address.index() * TileAddress.FULL;
    var leaves = Awaiting.result(events.leavesAfter(from - 1, address.width()));
    if (leaves.size() < address.width() || leaves.getLast().position() != lastOf(address)) {
      throw absent();
    }
    return answer(
        EntryBundle.format(
            leaves.stream().map(StoredLeaf::entry).map(entry -> entry.bytes()).toList()),
        NOWHERE);
  }

  private static long lastOf(TileAddress address) {
    return address.index() * TileAddress.FULL + address.width() - 1;
  }

  private void requireOwn(String log) {
    if (!log.equals(settings.log())) {
      throw absent();
    }
  }

  private static <T> T requireSigned(@Nullable T found) {
    if (found == null) {
      throw new Refusal(
          Category.UNAVAILABLE, "no-checkpoint-yet", "the log has signed no checkpoint yet");
    }
    return found;
  }

  private static TileAddress address(String path) {
    try {
      return path.startsWith("tile/entries/")
          ? TileAddress.parseEntries(path)
          : TileAddress.parse(path);
    } catch (Malformed _) {
      throw new Refusal(Category.NOT_FOUND, "no-such-tile", "not the path of a tile");
    }
  }

  /// @return the size of the latest checkpoint, which has this tile in it
  private long requireWithin(TileAddress address) {
    long size = requireSigned(rows.size());
    try {
      if (TileAddress.within(size, address.level(), address.index()).width() >= address.width()) {
        return size;
      }
    } catch (IllegalArgumentException _) {
      throw absent();
    }
    throw absent();
  }

  private static Refusal absent() {
    return new Refusal(Category.NOT_FOUND, "no-such-tile", "the signed log has no such part");
  }

  private static <T> RestResponse<T> answer(T body, String caching) {
    return RestResponse.ResponseBuilder.ok(body).header("Cache-Control", caching).build();
  }
}
