package org.genomerecord.gateway.limit;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/// A request body that is counted while it streams and fails with [BodyTooLarge] at its bound.
///
/// Nothing is kept: pausing and resuming reach the client's connection, so a slow service slows the
/// client down. Used on one event loop only.
public final class BoundedBody implements ReadStream<Buffer> {
  private final ReadStream<Buffer> source;
  private final long bytesMax;
  private final Runnable onProgress;
  private final Runnable onTooLarge;
  private long bytes;
  private boolean ended;
  private boolean paused;
  private boolean refused;
  private @Nullable Handler<Throwable> exceptionHandler;

  /// Wraps `source`; `onProgress` is called for every chunk and at the end, `onTooLarge` once
  /// before the stream fails.
  public BoundedBody(
      ReadStream<Buffer> source, long bytesMax, Runnable onProgress, Runnable onTooLarge) {
    this.source = source;
    this.bytesMax = bytesMax;
    this.onProgress = onProgress;
    this.onTooLarge = onTooLarge;
  }

  /// Whether the next byte is the client's to send: neither at the end nor held back by us.
  public boolean waitsForClient() {
    return !ended && !paused;
  }

  private void count(Buffer chunk, Handler<Buffer> next) {
    if (refused) {
      return;
    }
    bytes += chunk.length();
    if (bytes > bytesMax) {
      refused = true;
      onTooLarge.run();
      if (exceptionHandler != null) {
        exceptionHandler.handle(new BodyTooLarge(bytesMax));
      }
      return;
    }
    onProgress.run();
    next.handle(chunk);
  }

  @Override
  public BoundedBody handler(@Nullable Handler<Buffer> handler) {
    source.handler(handler == null ? null : chunk -> count(chunk, handler));
    return this;
  }

  @Override
  public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    exceptionHandler = handler;
    source.exceptionHandler(handler);
    return this;
  }

  @Override
  public BoundedBody endHandler(@Nullable Handler<Void> handler) {
    source.endHandler(nothing -> {
      ended = true;
      onProgress.run();
      if (handler != null && !refused) {
        handler.handle(null);
      }
    });
    return this;
  }

  @Override
  public BoundedBody pause() {
    paused = true;
    source.pause();
    return this;
  }

  @Override
  public BoundedBody resume() {
    paused = false;
    source.resume();
    return this;
  }

  @Override
  public BoundedBody fetch(long amount) {
    source.fetch(amount);
    return this;
  }
}
