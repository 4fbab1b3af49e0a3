package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// A way to the database that can be cut. A connection is cut at once, or it first swallows what
/// the server answers: then a commit has happened and nobody is told.
final class CuttingProxy implements AutoCloseable {
  private static final long SWALLOW_MILLIS = 5;

  private final Vertx vertx;
  private final int serverPort;
  private final NetServer door;
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  private CuttingProxy(Vertx vertx, int serverPort) {
    this.vertx = vertx;
    this.serverPort = serverPort;
    this.door = vertx.createNetServer();
  }

  static CuttingProxy before(Vertx vertx, int serverPort) {
    var proxy = new CuttingProxy(vertx, serverPort);
    EventLog.await(proxy.door.connectHandler(proxy::connect).listen(0, "127.0.0.1"));
    return proxy;
  }

  int port() {
    return door.actualPort();
  }

  /// Cuts one connection, chosen at random, in one of the two ways.
  ///
  /// @return whether there was one
  boolean cutOne(Random random) {
    var open = List.copyOf(lines);
    if (open.isEmpty()) {
      return false;
    }
    var line = open.get(random.nextInt(open.size()));
    if (random.nextBoolean()) {
      line.close();
    } else {
      line.swallowing = true;
      vertx.setTimer(SWALLOW_MILLIS, _ -> line.close());
    }
    return true;
  }

  private void connect(NetSocket client) {
    client.pause();
    vertx
        .createNetClient()
        .connect(serverPort, "127.0.0.1")
        .onSuccess(server -> new Line(client, server).open())
        .onFailure(_ -> client.close());
  }

  /// One connection through the proxy.
  private final class Line {
    private final NetSocket client;
    private final NetSocket server;
    private volatile boolean swallowing;

    Line(NetSocket client, NetSocket server) {
      this.client = client;
      this.server = server;
    }

    void open() {
      lines.add(this);
      client.handler(server::write);
      server.handler(bytes -> {
        if (!swallowing) {
          client.write(bytes);
        }
      });
      client.closeHandler(_ -> close());
      server.closeHandler(_ -> close());
      client.resume();
    }

    void close() {
      lines.remove(this);
      client.close();
      server.close();
    }
  }

  @Override
  public void close() {
    EventLog.await(door.close());
  }
}
