package org.genomerecord.record.store;

import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.genomerecord.record.relay.Awaiting;
import org.jspecify.annotations.Nullable;

/// A way to the database that breaks at the worst moment: the server has committed, and its answer
/// does not arrive.
final class SilentCommit implements AutoCloseable {
  private final AtomicReference<@Nullable String> armed = new AtomicReference<>();
  private final AtomicBoolean swallowed = new AtomicBoolean();
  private final NetServer door;
  private final Pool pool;

  private SilentCommit(TestLog log) {
    this.door = TestLog.vertx().createNetServer();
    Awaiting.result(door.connectHandler(this::connect).listen(0, "127.0.0.1"));
    this.pool = log.poolAt(door.actualPort());
  }

  static SilentCommit before(TestLog log) {
    return new SilentCommit(log);
  }

  Pool pool() {
    return pool;
  }

  /// @param marked a text in what is sent to be committed
  void swallowNextAnswerTo(String marked) {
    armed.set(marked);
  }

  boolean swallowed() {
    return swallowed.get();
  }

  private void connect(NetSocket client) {
    client.pause();
    TestLog.vertx()
        .createNetClient()
        .connect(TestLog.serverPort(), "127.0.0.1")
        .onSuccess(server -> join(client, server));
  }

  private void join(NetSocket client, NetSocket server) {
    var committing = new AtomicBoolean();
    client.handler(bytes -> {
      var marked = armed.get();
      if (marked != null && bytes.toString(StandardCharsets.ISO_8859_1).contains(marked)) {
        armed.set(null);
        committing.set(true);
      }
      server.write(bytes);
    });
    server.handler(bytes -> {
      if (committing.get()) {
        swallowed.set(true);
        client.close();
      } else {
        client.write(bytes);
      }
    });
    client.closeHandler(_ -> server.close());
    server.closeHandler(_ -> client.close());
    client.resume();
  }

  @Override
  public void close() {
    Awaiting.result(pool.close());
    Awaiting.result(door.close());
  }
}
