package org.genomerecord.ledger.witness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.NoteSignature;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.StrictText;
import org.genomerecord.ledger.tree.Hash;

/// Asks a witness to cosign.
public final class WitnessClient {
  private static final int ANSWER_BYTES_MAX = 65_536;
  private static final int TRIES = 3;

  private final HttpClient http;
  private final URI address;
  private final List<VerifierKey> keys;
  private final Duration timeout;

  /// @param http whoever makes it bounds its time to connect
  /// @param prefix the witness's submission prefix, such as `http://127.0.0.1:9090/`
  /// @param keys of the witness; signatures of others are ignored
  /// @param timeout for one request and its answer
  public WitnessClient(HttpClient http, URI prefix, List<VerifierKey> keys, Duration timeout) {
    this.http = http;
    this.keys = List.copyOf(keys);
    this.timeout = timeout;
    var base = prefix.toString();
    address = URI.create(base + (base.endsWith("/") ? "" : "/") + "add-checkpoint");
  }

  /// Gets the witness's cosignatures. If the witness has another size in mind than the caller, the
  /// proof is made anew from the size it names.
  ///
  /// @param oldSize that the witness cosigned last, as far as the caller knows; 0 if not at all
  /// @param consistencyFrom the proof from an earlier size to the checkpoint's
  /// @return at least one verified signature, to be added to the checkpoint
  /// @throws WitnessRefused if the witness says no
  /// @throws WitnessAway if it says nothing usable in time
  /// @throws InterruptedException if the thread is
  public List<NoteSignature> cosign(
      SignedCheckpoint checkpoint, long oldSize, LongFunction<List<Hash>> consistencyFrom)
      throws WitnessRefused, WitnessAway, InterruptedException {
    long size = checkpoint.checkpoint().size();
    long from = Math.min(oldSize, size);
    for (int i = 0; i < TRIES; i++) {
      var request = new AddCheckpoint(from, consistencyFrom.apply(from), checkpoint);
      var answer = send(request);
      int status = answer.statusCode();
      if (status == 200) {
        return signatures(checkpoint.note().text(), answer.body());
      }
      if (status == 409) {
        long cosigned = cosignedSize(answer.body());
        if (cosigned > size || cosigned == from) {
          throw new WitnessRefused(status, cosigned);
        }
        from = cosigned;
      } else if (status >= 400 && status < 500 && status != 408 && status != 429) {
        throw new WitnessRefused(status, -1);
      } else {
        throw new WitnessAway("the witness answered " + status);
      }
    }
    throw new WitnessAway("the witness names another size each time");
  }

  private HttpResponse<byte[]> send(AddCheckpoint body) throws WitnessAway, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .POST(BodyPublishers.ofString(body.format(), StandardCharsets.UTF_8))
            .build();
    var answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    try {
      // The request's own timeout ends with the headers; this one covers the body too.
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new WitnessAway("the witness is not reached: " + e.getCause());
    } catch (TimeoutException e) {
      throw new WitnessAway("the witness did not answer in " + timeout);
    } finally {
      answer.cancel(true);
    }
  }

  private static long cosignedSize(byte[] body) throws WitnessAway {
    try {
      var lines = StrictText.lines(StrictText.fromUtf8(body));
      if (lines.size() == 1) {
        return StrictText.decimal(lines.getFirst());
      }
    } catch (Malformed _) {
      throw new WitnessAway("the witness names no size");
    }
    throw new WitnessAway("the witness names no size");
  }

  private List<NoteSignature> signatures(String text, byte[] body) throws WitnessAway {
    try {
      var ours =
          StrictText.lines(StrictText.fromUtf8(body)).stream()
              .map(NoteSignature::parse)
              .filter(signature -> keys.stream().anyMatch(key -> key.verifies(text, signature)))
              .toList();
      if (!ours.isEmpty()) {
        return ours;
      }
    } catch (Malformed _) {
      throw new WitnessAway("the witness sent no signature lines");
    }
    throw new WitnessAway("no signature is by the witness");
  }
}
