package org.genomerecord.ledger.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.text.StrictText;
import org.jspecify.annotations.Nullable;

/// Reads a policy file line by line; each line may name only what stands above it.
final class PolicyReader {
  private static final int CHARACTERS_MAX = 1 << 20;
  private static final int LINES_MAX = 1_000;
  private static final String NONE = "none";

  private final List<VerifierKey> logs = new ArrayList<>();
  private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
  private final Map<String, Quorum> defined = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Set<Octets> logKeys = new HashSet<>();
  private final Set<Octets> witnessKeys = new HashSet<>();
  private @Nullable Quorum quorum;

  Policy read(String file) {
    if (file.length() > CHARACTERS_MAX) {
      throw new Malformed("a policy has at most " + CHARACTERS_MAX + " characters");
    }
    var lines = StrictText.lines(file);
    if (lines.size() > LINES_MAX) {
      throw new Malformed("a policy has at most " + LINES_MAX + " lines");
    }
    for (int i = 0; i < lines.size(); i++) {
      try {
        line(lines.get(i));
      } catch (Malformed e) {
        throw new Malformed("line " + (i + 1) + " of the policy: " + e.getMessage());
      }
    }
    if (quorum == null) {
      throw new Malformed("a policy has a quorum line");
    }
    return new Policy(logs, witnesses, quorum);
  }

  private void line(String line) {
    if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
      throw new Malformed("control characters");
    }
    var items = Arrays.stream(line.split("[ \t]+")).filter(item -> !item.isEmpty()).toList();
    if (items.isEmpty() || items.getFirst().startsWith("#")) {
      return;
    }
    switch (items.getFirst()) {
      case "log" -> log(items);
      case "witness" -> witness(items);
      case "group" -> group(items);
      case "quorum" -> quorum(items);
      default -> throw new Malformed("neither log, witness, group nor quorum");
    }
  }

  private void log(List<String> items) {
    requireItems(items, 2, 3);
    var key = VerifierKey.parse(items.get(1));
    if (key.type() == SignatureType.COSIGNATURE_ED25519) {
      throw new Malformed("a witness's key for a log");
    }
    if (!logKeys.add(key.material())) {
      throw new Malformed("a second log with this public key");
    }
    logs.add(key);
  }

  private void witness(List<String> items) {
    requireItems(items, 3, 4);
    var name = items.get(1);
    var key = VerifierKey.parse(items.get(2));
    if (key.type() == SignatureType.ED25519) {
      throw new Malformed("a log's key for a witness");
    }
    if (!witnessKeys.add(key.material())) {
      throw new Malformed("a second witness with this public key");
    }
    define(name, new Quorum.One(name));
    witnesses.put(name, key);
  }

  private void group(List<String> items) {
    requireItems(items, 4, Integer.MAX_VALUE);
    var names = items.subList(3, items.size());
    for (var name : names) {
      if (!defined.containsKey(name)) {
        throw new Malformed("a group names what stands above it");
      }
      if (!members.add(name)) {
        throw new Malformed("a name is a member of one group, once");
      }
    }
    int threshold =
        switch (items.get(2)) {
          case "all" -> names.size();
          case "any" -> 1;
          default -> threshold(items.get(2), names.size());
        };
    define(items.get(1), new Quorum.Group(threshold, names.stream().map(defined::get).toList()));
  }

  private static int threshold(String text, int members) {
    long threshold = StrictText.decimal(text);
    if (threshold < 1 || threshold > members) {
      throw new Malformed("a threshold is from 1 to the number of members");
    }
    return Math.toIntExact(threshold);
  }

  private void quorum(List<String> items) {
    requireItems(items, 2, 2);
    if (quorum != null) {
      throw new Malformed("a second quorum");
    }
    var name = items.get(1);
    var named = name.equals(NONE) ? new Quorum.None() : defined.get(name);
    if (named == null) {
      throw new Malformed("a quorum names what stands above it");
    }
    quorum = named;
  }

  private void define(String name, Quorum meaning) {
    if (name.equals(NONE) || defined.putIfAbsent(name, meaning) != null) {
      throw new Malformed("a name that is taken");
    }
  }

  private static void requireItems(List<String> items, int min, int max) {
    if (items.size() < min || items.size() > max) {
      throw new Malformed("too few or too many items");
    }
  }
}
