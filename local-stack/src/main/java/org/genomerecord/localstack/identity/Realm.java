package org.genomerecord.localstack.identity;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.genomerecord.localstack.Stack;

/// The reviewed realm file, and its copy for one stack. Every `@{name}` in it stands for something
/// the stack generates: `@{users.password}`, `@{<client>.secret}`, `@{<lab>.jwks}`.
public final class Realm {
  /// The laboratories of the realm, which are clients of the same names.
  public static final List<String> LABS = List.of("lab-north", "lab-south");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("@\\{([a-z-]+)\\.(password|secret|jwks)\\}");

  private Realm() {}

  /// The file as reviewed, with its placeholders.
  public static String reviewed() {
    try (InputStream in = Realm.class.getResourceAsStream("/realm/genome-record-realm.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The realm of one stack: secrets and public keys put in. An unknown placeholder is an error.
  public static String filledIn(Stack stack) {
    return PLACEHOLDER
        .matcher(reviewed())
        .replaceAll(found ->
            Matcher.quoteReplacement(jsonEscaped(value(found.group(1), found.group(2), stack))));
  }

  private static String value(String name, String kind, Stack stack) {
    return kind.equals("jwks") ? LabKey.at(stack.labKey(name)).jwks() : stack.secret(name);
  }

  private static String jsonEscaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
