package org.genomerecord.consent.enrolment;

import java.security.SecureRandom;
import org.genomerecord.record.event.Pseudonym;

/// Makes pseudonyms.
final class Pseudonyms {
  private static final SecureRandom RANDOM = new SecureRandom();
  // Crockford's base 32: no letter that is read as another.
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  private Pseudonyms() {}

  /// 130 random bits: nothing about the patient can be derived from it.
  static Pseudonym random() {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new Pseudonym(text.toString());
  }
}
