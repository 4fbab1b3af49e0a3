package org.genomerecord.localstack;

/// The stack cannot do what was asked; says what is wrong and what to do next.
public final class StackFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  /// @param message what is wrong, one line
  /// @param remedy the next thing to do, one or more lines
  public StackFault(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /// As above, with what caused it.
  public StackFault(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /// The next thing to do.
  public String remedy() {
    return remedy;
  }
}
