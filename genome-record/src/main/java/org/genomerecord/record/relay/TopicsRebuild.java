package org.genomerecord.record.relay;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.genomerecord.record.relay.InboxTaking.Place;

/// Builds again what a service keeps of the logs of others, from their topics, with their inbox and
/// their parked events.
///
/// It reads from the beginning, also after a restart: what was built before is recognised by the
/// shadow's own inbox. As positions are gapless, it knows whether a topic still has every event,
/// and refuses to replace what serves if not.
final class TopicsRebuild implements RebuildSource {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final RebuiltEffect<?> effect;
  private final InboxTaking taking;
  private final KafkaConsumer<String, String> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> beginnings;
  private final Map<TopicPartition, Long> goals = new HashMap<>();
  private final Map<String, BitSet> seen = new HashMap<>();
  private final Map<String, Integer> unreadable = new HashMap<>();

  TopicsRebuild(Pool pool, RebuiltEffect<?> effect, InboxBounds bounds, Map<String, Object> kafka) {
    this.effect = effect;
    this.taking = new InboxTaking(pool, Place.SHADOW, bounds);
    var settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "rebuild-" + UUID.randomUUID());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    try {
      this.partitions = effect.logs().stream().sorted().flatMap(this::partitionsOf).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      this.beginnings = consumer.beginningOffsets(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private Stream<TopicPartition> partitionsOf(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(found -> new TopicPartition(topic, found.partition()));
  }

  @Override
  public String name() {
    return effect.name();
  }

  @Override
  public List<String> tables() {
    return Stream.concat(effect.tables().stream(), Stream.of("inbox", "parked_event")).toList();
  }

  @Override
  public void begin(SqlConnection transaction) {
    // The inbox is among the new tables.
  }

  @Override
  public void aim(SqlConnection transaction) {
    goals.putAll(consumer.endOffsets(partitions));
  }

  @Override
  public boolean advance() {
    if (partitions.stream().allMatch(this::isLevel)) {
      return false;
    }
    var sent = consumer.poll(POLL);
    for (var log : effect.logs()) {
      var deliveries = new ArrayList<Delivery>();
      sent.records(log).forEach(one -> deliveries.add(Delivery.of(one)));
      if (!deliveries.isEmpty()) {
        count(log, deliveries);
        taking.take(log, deliveries, effect);
      }
    }
    return true;
  }

  private boolean isLevel(TopicPartition partition) {
    return consumer.position(partition) >= goals.getOrDefault(partition, 0L);
  }

  private void count(String log, List<Delivery> deliveries) {
    for (var delivery : deliveries) {
      var event = Reading.of(delivery, effect).event();
      if (event == null) {
        unreadable.merge(log, 1, Integer::sum);
      } else {
        seen.computeIfAbsent(log, _ -> new BitSet()).set(Math.toIntExact(event.position()));
      }
    }
  }

  @Override
  public void hold(SqlConnection transaction) {
    // In this order: whoever takes in events writes to the inbox first.
    Awaiting.result(transaction.query("LOCK TABLE inbox IN EXCLUSIVE MODE").execute());
    Awaiting.result(transaction.query("LOCK TABLE parked_event IN EXCLUSIVE MODE").execute());
  }

  @Override
  public void settle(SqlConnection transaction) {
    var serving = new LinkedHashMap<String, Long>();
    Awaiting.result(
            transaction
                .query("SELECT log, max(position) AS last FROM inbox GROUP BY log ORDER BY log")
                .execute())
        .forEach(row -> serving.put(row.getString("log"), row.getLong("last")));
    for (var log : effect.logs()) {
      var positions = seen.getOrDefault(log, new BitSet());
      long last = Math.max(serving.getOrDefault(log, -1L), positions.length() - 1L);
      if (last + 1 - positions.cardinality() > unreadable.getOrDefault(log, 0)) {
        throw new Incomplete(log);
      }
    }
  }

  @Override
  public long done() {
    return partitions.stream().mapToLong(partition -> consumer.position(partition)).sum() - begun();
  }

  @Override
  public long total() {
    return goals.values().stream().mapToLong(Long::longValue).sum() - begun();
  }

  private long begun() {
    return beginnings.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    taking.stop();
    consumer.close();
  }
}
