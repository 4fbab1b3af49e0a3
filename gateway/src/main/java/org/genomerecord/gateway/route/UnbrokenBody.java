package org.genomerecord.gateway.route;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/// An answer's body that either reaches its end or takes the client's connection with it, so that a
/// part can never be taken for the whole.
///
/// The connection is closed rather than the response reset: a reset response reports no end to
/// Quarkus, whose graceful shutdown would then wait for it until its timeout.
record UnbrokenBody(ReadStream<Buffer> source, HttpConnection toClient)
    implements ReadStream<Buffer> {
  @Override
  public UnbrokenBody handler(@Nullable Handler<Buffer> handler) {
    source.handler(handler);
    return this;
  }

  @Override
  public UnbrokenBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    source.exceptionHandler(failure -> toClient.close());
    return this;
  }

  @Override
  public UnbrokenBody endHandler(@Nullable Handler<Void> handler) {
    source.endHandler(handler);
    return this;
  }

  @Override
  public UnbrokenBody pause() {
    source.pause();
    return this;
  }

  @Override
  public UnbrokenBody resume() {
    source.resume();
    return this;
  }

  @Override
  public UnbrokenBody fetch(long amount) {
    source.fetch(amount);
    return this;
  }
}
