package org.genomerecord.localstack.benchmark;

import java.util.Optional;
import org.genomerecord.record.sourcing.Commands;

/// Appends as a service does: a command is sent, its state is sourced by two tags, the decision is
/// appended under the condition that nothing was added to what it rests on.
final class CommandAppender implements Appender {
  private final Commands commands;
  private final long seed;
  private final EventLog log;
  private final TimedEngine engine;

  /// @param log closed with this
  CommandAppender(EventLog log, long seed) {
    this.log = log;
    this.engine = new TimedEngine(log.engine());
    this.commands = Commands.on(engine, TakeReading::register);
    this.seed = seed;
  }

  @Override
  public Load.Caller caller(int number) {
    var specimens = new Specimens(number, seed);
    return () -> {
      var specimen = specimens.next();
      var event =
          commands.send(new TakeReading(specimen, specimens.note(specimen), Specimens.ATTRIBUTION));
      if (event == null) {
        throw new IllegalStateException("nothing was recorded");
      }
    };
  }

  @Override
  public Optional<TimedEngine> watch() {
    return Optional.of(engine);
  }

  @Override
  public Optional<Long> stored() {
    return Optional.of(log.size());
  }

  @Override
  public void close() {
    commands.close();
    log.close();
  }
}
