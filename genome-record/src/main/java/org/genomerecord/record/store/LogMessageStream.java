package org.genomerecord.record.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/// The log from a position on, without end: a page at a time, woken by each commit, else by a poll.
final class LogMessageStream implements MessageStream<EventMessage> {
  private static final int PAGE_EVENTS = 256;
  private static final long POLL_MILLIS = 100;

  private final LogReader log;
  private final List<Criterion> criteria;
  private final long pollMillis;
  private final Runnable unsubscribe;
  private final ArrayDeque<StoredEvent> buffer = new ArrayDeque<>();
  private Runnable callback = () -> {};
  private long next;
  private boolean fetching;
  private boolean polling;
  private boolean again;
  private boolean closed;
  private @Nullable Throwable failure;

  /// @param from first position to deliver
  LogMessageStream(LogReader log, AppendSequencer sequencer, List<Criterion> criteria, long from) {
    this(log, sequencer, criteria, from, POLL_MILLIS);
  }

  /// @param pollMillis how often to look for what another instance appended
  LogMessageStream(
      LogReader log,
      AppendSequencer sequencer,
      List<Criterion> criteria,
      long from,
      long pollMillis) {
    this.log = log;
    this.pollMillis = pollMillis;
    this.criteria = List.copyOf(criteria);
    this.next = from;
    this.unsubscribe = sequencer.onCommit(this::fetch);
    fetch();
  }

  private void fetch() {
    long from;
    synchronized (this) {
      if (closed || failure != null || !buffer.isEmpty()) {
        return;
      }
      if (fetching) {
        again = true;
        return;
      }
      fetching = true;
      again = false;
      from = next;
    }
    log.after(from - 1, PAGE_EVENTS).onSuccess(this::fetched).onFailure(this::failed);
  }

  private void fetched(List<StoredEvent> page) {
    boolean more;
    synchronized (this) {
      fetching = false;
      if (closed) {
        return;
      }
      for (var event : page) {
        next = event.position() + 1;
        if (criteria.stream().anyMatch(criterion -> criterion.matches(event.envelope()))) {
          buffer.add(event);
        }
      }
      more = buffer.isEmpty() && (again || !page.isEmpty());
      if (buffer.isEmpty() && !more && !polling) {
        // One at a time: each commit that brings nothing here would else leave a poll of its own.
        polling = true;
        CompletableFuture.delayedExecutor(pollMillis, TimeUnit.MILLISECONDS).execute(this::poll);
      }
    }
    if (more) {
      fetch();
    } else {
      notifyReader();
    }
  }

  private void poll() {
    synchronized (this) {
      polling = false;
    }
    fetch();
  }

  private void failed(Throwable reason) {
    synchronized (this) {
      fetching = false;
      failure = reason;
    }
    unsubscribe.run();
    notifyReader();
  }

  private void notifyReader() {
    Runnable reader;
    boolean news;
    synchronized (this) {
      reader = callback;
      news = !buffer.isEmpty() || failure != null;
    }
    if (news) {
      reader.run();
    }
  }

  @Override
  public Optional<Entry<EventMessage>> next() {
    StoredEvent event;
    boolean drained;
    synchronized (this) {
      event = buffer.poll();
      drained = buffer.isEmpty();
    }
    if (drained) {
      fetch();
    }
    return Optional.ofNullable(event).map(LogMessageStream::entry);
  }

  @Override
  public synchronized Optional<Entry<EventMessage>> peek() {
    return Optional.ofNullable(buffer.peek()).map(LogMessageStream::entry);
  }

  private static Entry<EventMessage> entry(StoredEvent event) {
    return new SimpleEntry<>(
        PostgresEventStorageEngine.message(event), PostgresEventStorageEngine.context(event));
  }

  @Override
  public void setCallback(Runnable callback) {
    synchronized (this) {
      this.callback = callback;
    }
    notifyReader();
  }

  @Override
  public synchronized Optional<Throwable> error() {
    return Optional.ofNullable(failure);
  }

  @Override
  public synchronized boolean isCompleted() {
    return closed || failure != null;
  }

  @Override
  public synchronized boolean hasNextAvailable() {
    return !buffer.isEmpty();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      buffer.clear();
    }
    unsubscribe.run();
  }
}
