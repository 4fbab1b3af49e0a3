package org.genomerecord.record.relay;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// An event of another log as Kafka delivered it.
///
/// @param log the topic
/// @param partition of the topic; all of one patient's events are in one
/// @param offset place in the partition, which is the order of one patient's events
/// @param patient pseudonym; empty for events about none
/// @param json as sent; not read yet
public record Delivery(String log, int partition, long offset, String patient, String json) {

  public static Delivery of(ConsumerRecord<String, String> sent) {
    return new Delivery(
        sent.topic(),
        sent.partition(),
        sent.offset(),
        WireEvent.patient(sent.key()),
        sent.value() == null ? "" : sent.value());
  }

  /// Leaves patient and content out.
  @Override
  public String toString() {
    return "Delivery[" + log + ", " + partition + ", " + offset + "]";
  }
}
