package org.genomerecord.localstack;

import java.net.URI;
import java.util.Optional;

/// One component of the stack, as it is now.
///
/// @param state whether its process lives and answers
/// @param pid of the live process
/// @param url where it is, or would be
public record ComponentStatus(String name, State state, Optional<Long> pid, URI url) {
  /// From worst to best.
  public enum State {
    /// Never started, or stopped.
    STOPPED,
    /// Was started, and is gone.
    DEAD,
    /// Lives and does not answer.
    UNREADY,
    /// Lives and answers.
    READY
  }
}
