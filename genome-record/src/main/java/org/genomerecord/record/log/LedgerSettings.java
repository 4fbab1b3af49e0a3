package org.genomerecord.record.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How a service keeps the ledger of its log: `genome.ledger.*`.
@ApplicationScoped
public class LedgerSettings {
  @ConfigProperty(name = "genome.ledger.log")
  String log = "";

  @ConfigProperty(name = "genome.ledger.origin")
  String origin = "";

  @ConfigProperty(name = "genome.ledger.key-folder")
  String keyFolder = "";

  @ConfigProperty(name = "genome.ledger.witnesses")
  Optional<String> witnesses = Optional.empty();

  @ConfigProperty(name = "genome.ledger.checkpoint-interval-millis", defaultValue = "1000")
  long intervalMillis;

  @ConfigProperty(name = "genome.ledger.idle-interval-millis", defaultValue = "60000")
  long idleMillis;

  @ConfigProperty(name = "genome.ledger.checkpoint-events-max", defaultValue = "20000")
  int eventsMax;

  @ConfigProperty(name = "genome.ledger.page-events", defaultValue = "1000")
  int pageEvents;

  @ConfigProperty(name = "genome.ledger.recheck-tiles", defaultValue = "2")
  int recheckTiles;

  @ConfigProperty(name = "genome.ledger.witness-timeout-millis", defaultValue = "5000")
  long witnessTimeoutMillis;

  /// The name of the log in the paths of the API, such as `consent`.
  String log() {
    return log;
  }

  /// The name of the log in its checkpoints and keys: the same for ever.
  String origin() {
    return origin;
  }

  Path keyFolder() {
    return Path.of(keyFolder);
  }

  List<WitnessAddress> witnesses() {
    return WitnessAddress.parse(witnesses.orElse(""));
  }

  long intervalMillis() {
    return intervalMillis;
  }

  long idleMillis() {
    return idleMillis;
  }

  LedgerBounds bounds() {
    return new LedgerBounds(eventsMax, pageEvents, recheckTiles);
  }

  Duration witnessTimeout() {
    return Duration.ofMillis(witnessTimeoutMillis);
  }
}
