package org.genomerecord.ingestion.callset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.genomerecord.record.refusal.Refusal;

/// A dictionary of RFC 9651 as far as a submission's context is one: members with one item each,
/// without parameters.
final class ContextMembers {
  private static final int LENGTH_MAX = 4096;
  private static final Pattern KEY = Pattern.compile("([a-z*][a-z0-9_.*-]{0,63})=");

  /// A string, a display string, a date, a number, a token (sections 3.3.1 to 3.3.8). Texts are
  /// matched possessively: otherwise a long one would fill the stack.
  private static final Pattern ITEM =
      Pattern.compile(
          "\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\""
              + "|%\"((?:[ !#$&-~]|%[0-9a-f]{2})*+)\""
              + "|(@-?[0-9]{1,15}|-?[0-9]{1,12}\\.[0-9]{1,3}|-?[0-9]{1,15}"
              + "|[A-Za-z*][A-Za-z0-9:/!#$%&'*+.^_`|~-]*)");

  private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private ContextMembers() {}

  /// The values as text, by key, in the order of the field: of strings without quotation marks, of
  /// a date with its `@`.
  ///
  /// @throws Refusal incorrect, if the field is longer than 4,096 characters, is no such dictionary
  ///   or names a key twice; it quotes nothing
  static Map<String, String> read(String field) {
    var text = field.strip();
    if (text.length() > LENGTH_MAX) {
      throw SubmissionContext.wrong("it has at most %d characters".formatted(LENGTH_MAX));
    }
    var members = new LinkedHashMap<String, String>();
    int at = 0;
    while (true) {
      var key = KEY.matcher(text).region(at, text.length());
      if (!key.lookingAt()) {
        throw malformed();
      }
      var item = ITEM.matcher(text).region(key.end(), text.length());
      if (!item.lookingAt()) {
        throw malformed();
      }
      if (members.put(key.group(1), value(item)) != null) {
        throw SubmissionContext.wrong("a key stands there twice");
      }
      if (item.end() == text.length()) {
        return members;
      }
      var comma = COMMA.matcher(text).region(item.end(), text.length());
      if (!comma.lookingAt()) {
        throw malformed();
      }
      at = comma.end();
    }
  }

  private static String value(Matcher item) {
    if (item.group(1) != null) {
      return ESCAPED.matcher(item.group(1)).replaceAll("$1");
    }
    return item.group(2) != null ? decoded(item.group(2)) : item.group(3);
  }

  /// Percent-encoded UTF-8 (section 4.2.10), read strictly.
  private static String decoded(String text) {
    var bytes = ByteBuffer.allocate(text.length());
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '%') {
        bytes.put((byte) Integer.parseInt(text, at + 1, at + 3, 16));
        at += 2;
      } else {
        bytes.put((byte) text.charAt(at));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      throw malformed();
    }
  }

  private static Refusal malformed() {
    return SubmissionContext.wrong(
        "it is a dictionary of RFC 9651, such as specimen=BLD, sex=female, report=\"R-1\"");
  }
}
