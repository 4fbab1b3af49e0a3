package org.genomerecord.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;

/// Kafka in one process that is broker and controller (KRaft), with one topic per event log.
public final class Kafka implements Server {
  /// One per service that records events; keyed by patient pseudonym.
  public static final Set<String> TOPICS =
      Set.of("consent.events", "ingestion.events", "interpretation.events");

  private static final int PARTITIONS = 3;

  /// The audit trail is built again from the topics.
  private static final Map<String, String> KEPT_FOR_EVER =
      Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete");

  private final Stack stack;
  private final ServerFiles files;

  public Kafka(Stack stack, ServerFiles files) {
    this.stack = stack;
    this.files = files;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public URI url() {
    return URI.create("kafka://" + stack.kafka());
  }

  @Override
  public List<Integer> ports() {
    return List.of(stack.port(name()), stack.port("kafka/controller"));
  }

  private Path settings() {
    return stack.kafkaFolder().resolve("server.properties");
  }

  @Override
  public void prepare() {
    String classPath = files.kafkaClassPath();
    Path logs = stack.kafkaFolder().resolve("logs");
    try {
      Private.folder(stack.kafkaFolder());
      Files.writeString(settings(), settings(logs));
      Files.writeString(stack.kafkaFolder().resolve("log4j2.properties"), LOGGING);
      if (Files.exists(logs.resolve("meta.properties"))) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command =
        List.of(
            Launch.java(),
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=" + stack.kafkaFolder().resolve("log4j2.properties"),
            "-cp",
            classPath,
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "genome-record-local-st",
            "--config",
            settings().toString());
    if (Launch.toEnd(command, Map.of(), stack.folder(), stack.log(name())) != 0) {
      throw new StackFault(
          "Kafka could not make its log folder " + logs, "See " + stack.log(name()));
    }
  }

  private String settings(Path logs) {
    String controller = "127.0.0.1:" + stack.port("kafka/controller");
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@%1$s
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://%2$s,CONTROLLER://%1$s
    advertised.listeners=PLAINTEXT://%2$s
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    auto.create.topics.enable=false
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=3
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=3
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=3
    group.initial.rebalance.delay.ms=0
    # A killed broker may come back as soon as its former life is given up: 9 s by default.
    broker.session.timeout.ms=3000
    broker.heartbeat.interval.ms=1000
    """
        .formatted(controller, stack.kafka(), logs);
  }

  private static final String LOGGING =
      """
      appender.console.type=Console
      appender.console.name=console
      appender.console.layout.type=PatternLayout
      appender.console.layout.pattern=%d{ISO8601} %p %m (%c{1})%n
      rootLogger.level=INFO
      rootLogger.appenderRef.console.ref=console
      """;

  @Override
  public Launched launch() {
    var command =
        List.of(
            Launch.java(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=" + stack.kafkaFolder().resolve("log4j2.properties"),
            "-cp",
            files.kafkaClassPath(),
            "kafka.Kafka",
            settings().toString());
    return Launch.inBackground(command, Map.of(), stack.folder(), stack.log(name()));
  }

  @Override
  public boolean isReady() {
    // A client that finds nobody tries for long: look first.
    if (Ports.isFree(stack.port(name()))) {
      return false;
    }
    try (Admin admin = admin(2_000)) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void settle() {
    try (Admin admin = admin(20_000)) {
      Set<String> known = admin.listTopics().names().get();
      var absent =
          TOPICS.stream()
              .filter(topic -> !known.contains(topic))
              .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1).configs(KEPT_FOR_EVER))
              .collect(Collectors.toSet());
      admin.createTopics(absent).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new StackFault(
            "Kafka refused to make its topics: " + e.getMessage(), "See " + stack.log(name()), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Admin admin(int timeoutMillis) {
    var properties = new Properties();
    properties.put("bootstrap.servers", stack.kafka());
    properties.put("request.timeout.ms", timeoutMillis);
    properties.put("default.api.timeout.ms", timeoutMillis);
    return Admin.create(properties);
  }
}
