package org.genomerecord.localstack.benchmark;

import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.Progress;
import org.genomerecord.localstack.Stack;

/// A whole stack of a benchmark's own, apart from the running one. It stops with the benchmark,
/// also after a failure or Ctrl-C, and takes its files with it.
final class OwnStack implements AutoCloseable {
  private final LocalStack localStack;
  private final Stack stack;
  private final Thread onExit;

  private OwnStack(LocalStack localStack) {
    this.localStack = localStack;
    this.onExit = new Thread(localStack::erase, "erase-stack");
    Runtime.getRuntime().addShutdownHook(onExit);
    this.stack = localStack.start();
  }

  /// Starts an empty one. What an earlier run left behind is stopped and deleted.
  static OwnStack start(Workbench bench) {
    return start(bench, new LocalStack(LocalStack.checkout(), bench.folder(), Progress.SILENT));
  }

  /// As above, of services that run for long.
  static OwnStack startWithWholeCompiler(Workbench bench) {
    var localStack = new LocalStack(LocalStack.checkout(), bench.folder(), Progress.SILENT);
    return start(bench, localStack.withWholeCompiler());
  }

  private static OwnStack start(Workbench bench, LocalStack localStack) {
    localStack.erase();
    bench.say("starting a stack of its own");
    return new OwnStack(localStack);
  }

  /// To kill and start what it consists of.
  LocalStack localStack() {
    return localStack;
  }

  Stack stack() {
    return stack;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
      localStack.erase();
    } catch (IllegalStateException _) {
      // The JVM is ending and the hook is at work.
    }
  }
}
