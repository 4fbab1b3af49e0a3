package org.genomerecord.localstack;

/// Bounds that a slow or small machine may need to change, from the environment.
final class Limits {
  private Limits() {}

  /// @param name of the variable; the unit is its last or last but one word
  static long of(String name, long otherwise) {
    String told = System.getenv(name);
    if (told == null || told.isBlank()) {
      return otherwise;
    }
    try {
      return Long.parseLong(told.strip());
    } catch (NumberFormatException e) {
      throw new StackFault(
          name + " is not a number: " + told, "Unset it, or set it to a whole number.", e);
    }
  }
}
