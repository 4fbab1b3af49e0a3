package org.genomerecord.ledger.note;

import org.genomerecord.ledger.text.Malformed;

/// The rule for names of keys (C2SP signed-note, "Format").
final class KeyName {
  private KeyName() {}

  /// @throws Malformed if it is empty or has a space, a plus or a control character
  static String check(String name) {
    boolean bad = name.chars().anyMatch(KeyName::forbidden);
    if (name.isEmpty() || bad) {
      throw new Malformed("a key's name is not empty and has no space, plus or control character");
    }
    return name;
  }

  private static boolean forbidden(int c) {
    return c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
