package org.genomerecord.localstack.benchmark;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.identity.LabClients;
import org.genomerecord.localstack.identity.LabKey;
import org.genomerecord.localstack.identity.SampleUser;
import org.genomerecord.localstack.identity.Tokens;
import org.genomerecord.localstack.story.Door;

/// Laboratories of a benchmark's own, that send panels of 1,000 records through the gateway, each
/// for a patient of its own.
final class PanelLabs {
  static final int UNLIMITED_PER_MINUTE = 1_000_000;
  private static final int PANEL_RECORDS = 1_000;
  private static final int FIRST_POSITION = 1_000_000;
  private static final int GAP_MAX = 100;

  private final Stack stack;
  private final Tokens tokens;
  private final Door door;
  private final LabClients clients;
  private final Path key;
  private final byte[] panel;

  /// The record number of each laboratory's patient.
  private final Map<String, String> patients = new ConcurrentHashMap<>();

  /// @param key where the key of all of them is kept
  PanelLabs(Stack stack, Path key, Random random) {
    this.stack = stack;
    this.tokens = new Tokens(stack);
    this.door = new Door(stack.gateway());
    this.clients = new LabClients(stack);
    this.key = key;
    this.panel = vcf(PANEL_RECORDS, random);
  }

  /// What each of them sends.
  byte[] panel() {
    return panel;
  }

  static byte[] vcf(int records, Random random) {
    var text = new StringBuilder("##fileformat=VCFv4.2\n##reference=GRCh38\n");
    text.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n");
    text.append("##contig=<ID=chr1,length=248956422>\n");
    text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\n");
    int position = FIRST_POSITION;
    for (int i = 0; i < records; i++) {
      position += 1 + random.nextInt(GAP_MAX);
      text.append("chr1\t").append(position).append("\t.\tA\tG\t.\tPASS\t.\tGT\t0/1\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /// Admits one.
  ///
  /// @return its name
  String admit(String name, int submissionsPerMinute) {
    clients.add(name, name, LabKey.at(key).jwks(), null);
    patients.put(name, BenchPatient.enrol(stack));
    BenchPatient.expect(
        200,
        door.send(
            "PUT",
            "/services/ingestion-service/laboratories/" + name,
            tokens.user(SampleUser.OSCAR.name()),
            Map.of("Content-Type", "application/json"),
            BodyPublishers.ofString(
                "{\"name\":\"%s\",\"submissionsPerMinute\":%d}"
                    .formatted(name, submissionsPerMinute))));
    return name;
  }

  String token(String laboratory) {
    return tokens.lab(laboratory, key);
  }

  /// Submits under a number of its own.
  ///
  /// @param prefer as the header `Prefer`
  Door.Answer submit(String laboratory, String token, byte[] vcf, String prefer) {
    return door.send(
        "POST",
        "/submissions",
        token,
        Map.of(
            "Accession",
            "B-" + UUID.randomUUID(),
            "Patient-Identifier",
            BenchPatient.ISSUER + "|" + patients.get(laboratory),
            "Purpose-Of-Use",
            "TREAT",
            "Prefer",
            prefer,
            "Content-Type",
            "application/octet-stream"),
        BodyPublishers.ofByteArray(vcf));
  }

  /// What one round of all laboratories came to.
  ///
  /// @param accepted how long each waited; those that were not accepted within 45 s count as that
  /// @param begun when each accession was sent
  /// @param toldToWait how many were answered 429, and sent again when they might be
  /// @param seconds from the first submission to the last acceptance
  record Round(Latencies accepted, Map<String, Instant> begun, long toldToWait, double seconds) {}

  /// Each laboratory submits one panel after the other and waits for its outcome, all at once.
  Round round(List<String> laboratories, int panels) throws Exception {
    var accepted = new Latencies();
    var begun = new ConcurrentHashMap<String, Instant>();
    var toldToWait = new AtomicLong();
    var allTokens = new LinkedHashMap<String, String>();
    laboratories.forEach(laboratory -> allTokens.put(laboratory, token(laboratory)));
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending = new ArrayList<Future<?>>();
      allTokens.forEach((laboratory, token) ->
          sending.add(
              threads.submit(() -> {
                for (int i = 0; i < panels; i++) {
                  var at = Instant.now();
                  long nanos = System.nanoTime();
                  var accession = sent(laboratory, token, toldToWait);
                  accepted.add(System.nanoTime() - nanos);
                  begun.put(accession, at);
                }
              })));
      for (var one : sending) {
        one.get();
      }
    }
    return new Round(accepted, begun, toldToWait.get(), (System.nanoTime() - start) / 1e9);
  }

  /// @return the accession
  private String sent(String laboratory, String token, AtomicLong toldToWait) {
    while (true) {
      var answer = submit(laboratory, token, panel, "wait=45");
      if (answer.status() == 429) {
        toldToWait.incrementAndGet();
        var seconds = Long.parseLong(answer.header("retry-after").orElseThrow());
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        continue;
      }
      if (answer.status() != 202) { // It waits on, in a line that is too long.
        BenchPatient.expect(200, answer);
      }
      return answer.json().path("accession").asText();
    }
  }
}
