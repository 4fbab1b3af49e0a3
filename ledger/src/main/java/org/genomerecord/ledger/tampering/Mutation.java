package org.genomerecord.ledger.tampering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;

/// What can be done to the entries of a log.
public enum Mutation {
  FLIP_A_BIT {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return changed(
          entries,
          random.nextInt(entries.size()),
          entry -> {
            int bit = random.nextInt(entry.length * Byte.SIZE);
            entry[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            return entry;
          });
    }
  },
  UPDATE_ONE {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return changed(entries, random.nextInt(entries.size()), Mutation::anotherActor);
    }
  },
  DELETE_THE_FIRST {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return without(entries, 0, 1);
    }
  },
  DELETE_ONE_IN_THE_MIDDLE {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      int at = 1 + random.nextInt(entries.size() - 2);
      return without(entries, at, at + 1);
    }
  },
  DELETE_THE_LAST {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return without(entries, entries.size() - 1, entries.size());
    }
  },
  SWAP_TWO {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      var swapped = new ArrayList<>(entries);
      int one = random.nextInt(entries.size());
      Collections.swap(swapped, one, other(one, entries.size(), random));
      return List.copyOf(swapped);
    }
  },
  TRUNCATE_THE_TAIL {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return without(entries, 1 + random.nextInt(entries.size() - 1), entries.size());
    }
  },
  CHANGE_TAGS {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return changed(
          entries,
          random.nextInt(entries.size()),
          entry -> {
            var tags = new ArrayList<>(CanonicalEnvelope.decode(entry).tags());
            tags.removeLast();
            return withTags(entry, tags);
          });
    }
  },
  SWAP_TWO_CIPHERTEXTS {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      var sealed = new ArrayList<Integer>();
      for (int i = 0; i < entries.size(); i++) {
        if (CIPHERTEXT.matcher(CanonicalEnvelope.decode(entries.get(i)).payload()).find()) {
          sealed.add(i);
        }
      }
      int one = random.nextInt(sealed.size());
      int first = sealed.get(one);
      int second = sealed.get(other(one, sealed.size(), random));
      var swapped = new ArrayList<>(entries);
      swapped.set(first, withCiphertextOf(entries.get(first), entries.get(second)));
      swapped.set(second, withCiphertextOf(entries.get(second), entries.get(first)));
      return List.copyOf(swapped);
    }
  },
  REWRITE_EVERYTHING {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      return entries.stream().map(Mutation::anotherActor).toList();
    }
  },
  ROLL_BACK_THE_CLOCK {
    @Override
    public List<byte[]> of(List<byte[]> entries, Random random) {
      int from = 1 + random.nextInt(entries.size() - 1);
      var back = Duration.ofHours(2 + random.nextInt(1_000));
      var rolled = new ArrayList<>(entries);
      for (int i = from; i < entries.size(); i++) {
        rolled.set(i, earlier(entries.get(i), back));
      }
      return List.copyOf(rolled);
    }
  };

  private static final Pattern CIPHERTEXT = Pattern.compile("\"ciphertext\":\"([^\"]*)\"");

  /// The entries as they are afterwards; at least three are needed.
  public abstract List<byte[]> of(List<byte[]> entries, Random random);

  private interface Change {
    byte[] of(byte[] entry);
  }

  private static List<byte[]> changed(List<byte[]> entries, int at, Change change) {
    var changed = new ArrayList<>(entries);
    changed.set(at, change.of(entries.get(at).clone()));
    return List.copyOf(changed);
  }

  private static List<byte[]> without(List<byte[]> entries, int from, int to) {
    var rest = new ArrayList<>(entries);
    rest.subList(from, to).clear();
    return List.copyOf(rest);
  }

  private static int other(int one, int bound, Random random) {
    int other = random.nextInt(bound - 1);
    return other < one ? other : other + 1;
  }

  /// Somebody else did it: the payload stays, and with it all that other events could contradict.
  private static byte[] anotherActor(byte[] entry) {
    var envelope = CanonicalEnvelope.decode(entry);
    return copy(
        envelope, envelope.actor() + "-2", envelope.tags(), Duration.ZERO, envelope.payload());
  }

  private static byte[] withCiphertextOf(byte[] entry, byte[] other) {
    var theirs = CIPHERTEXT.matcher(CanonicalEnvelope.decode(other).payload());
    if (!theirs.find()) {
      throw new IllegalArgumentException("nothing is sealed in it");
    }
    var envelope = CanonicalEnvelope.decode(entry);
    var payload =
        CIPHERTEXT
            .matcher(envelope.payload())
            .replaceFirst("\"ciphertext\":\"" + theirs.group(1) + "\"");
    return copy(envelope, envelope.actor(), envelope.tags(), Duration.ZERO, payload);
  }

  private static byte[] withTags(byte[] entry, List<String> tags) {
    var envelope = CanonicalEnvelope.decode(entry);
    return copy(envelope, envelope.actor(), tags, Duration.ZERO, envelope.payload());
  }

  /// A decision says itself when it was made, and that is when it is recorded.
  private static byte[] earlier(byte[] entry, Duration back) {
    var envelope = CanonicalEnvelope.decode(entry);
    var payload =
        envelope
            .payload()
            .replace(
                "\"decidedAt\":\"" + envelope.recordedAt(),
                "\"decidedAt\":\"" + envelope.recordedAt().minus(back));
    return copy(envelope, envelope.actor(), envelope.tags(), back, payload);
  }

  private static byte[] copy(
      CanonicalEnvelope envelope,
      String actor,
      List<String> tags,
      Duration earlier,
      String payload) {
    return new CanonicalEnvelope(
            envelope.id(),
            envelope.type(),
            envelope.version(),
            envelope.recordedAt().minus(earlier),
            actor,
            envelope.role(),
            envelope.organisation(),
            envelope.purposeOfUse(),
            envelope.correlation(),
            envelope.causation(),
            tags,
            payload)
        .encode();
  }
}
