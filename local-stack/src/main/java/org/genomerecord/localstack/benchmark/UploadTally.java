package org.genomerecord.localstack.benchmark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What laboratories saw of their uploads, counted from many threads.
final class UploadTally {
  /// Requests whose connection was lost on purpose.
  final AtomicLong cuts = new AtomicLong();

  /// Requests that were answered with an offset, or with an upload's end.
  final AtomicLong acknowledgements = new AtomicLong();

  /// Bytes that were acknowledged, and later were not there.
  final AtomicLong lostBytes = new AtomicLong();

  /// Bytes that are said to be there, and were never sent.
  final AtomicLong inventedBytes = new AtomicLong();

  /// Bytes that were sent into a connection that was then lost, and had to be sent again.
  final AtomicLong sentAgainBytes = new AtomicLong();

  /// Times that something was down, and was asked again.
  final AtomicLong retries = new AtomicLong();

  /// Where the status of each whole upload stands.
  final Set<String> submissions = ConcurrentHashMap.newKeySet();
}
