package org.genomerecord.consent.disclosure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The policies that decide or once decided, each a file whose SHA-256 is its name.
///
/// One that decided is never edited: a change is the next file, such as `policy-3.json`.
final class Policies {
  private static final List<String> FILES =
      List.of("policy-1.json", "policy-2.json", "policy-3.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final List<Policy> ALL = FILES.stream().map(Policies::load).toList();

  private Policies() {}

  /// The one that decides today.
  static Policy current() {
    return ALL.getLast();
  }

  /// The one of this name; empty: this release does not have it.
  static Optional<Policy> named(String name) {
    return ALL.stream().filter(policy -> policy.name().equals(name)).findFirst();
  }

  private static Policy load(String file) {
    try (var in = Policies.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the policy " + file + " is missing");
      }
      var bytes = in.readAllBytes();
      return new Policy(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
          JSON.readValue(bytes, Policy.Rules.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
