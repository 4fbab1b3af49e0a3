package org.genomerecord.ledger.tree;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// RFC 6962 sections 2.1 to 2.1.2 letter by letter, recursive and over the entries themselves. It
/// shares nothing with the product; only what it has hashed once is remembered.
public final class NaiveTree {
  private record Range(int from, int to) {}

  private final List<byte[]> d;
  private final Map<Range, byte[]> remembered = new HashMap<>();

  public NaiveTree(List<byte[]> entries) {
    d = entries;
  }

  public static List<byte[]> entries(int size) {
    var entries = new ArrayList<byte[]>(size);
    for (int i = 0; i < size; i++) {
      entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
    }
    return entries;
  }

  /// The root of the first n entries.
  public byte[] root(int n) {
    return mth(0, n);
  }

  private byte[] mth(int from, int to) {
    var range = new Range(from, to);
    var known = remembered.get(range);
    if (known == null) {
      known = hashed(from, to);
      remembered.put(range, known);
    }
    return known;
  }

  private byte[] hashed(int from, int to) {
    int n = to - from;
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return sha256(new byte[] {0}, d.get(from));
    }
    int k = k(n);
    return sha256(new byte[] {1}, mth(from, from + k), mth(from + k, to));
  }

  private static int k(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The function PATH: the inclusion proof of entry m among the first n.
  public List<byte[]> path(int m, int n) {
    return path(m, 0, n);
  }

  private List<byte[]> path(int m, int from, int to) {
    int n = to - from;
    if (n == 1) {
      return List.of();
    }
    int k = k(n);
    if (m < k) {
      return followed(path(m, from, from + k), mth(from + k, to));
    }
    return followed(path(m - k, from + k, to), mth(from, from + k));
  }

  /// The function PROOF: that the first n entries begin with the first m.
  public List<byte[]> proof(int m, int n) {
    return subproof(m, 0, n, true);
  }

  private List<byte[]> subproof(int m, int from, int to, boolean b) {
    int n = to - from;
    if (m == n) {
      return b ? List.of() : List.of(mth(from, to));
    }
    int k = k(n);
    if (m <= k) {
      return followed(subproof(m, from, from + k, b), mth(from + k, to));
    }
    return followed(subproof(m - k, from + k, to, false), mth(from, from + k));
  }

  private static List<byte[]> followed(List<byte[]> list, byte[] last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
