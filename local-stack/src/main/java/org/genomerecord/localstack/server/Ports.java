package org.genomerecord.localstack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;

/// Loopback ports for the stack, between 23000 and 31999. Stacks that start at the same time could
/// choose the same one: the system property `genome.ports`, such as `21000-21999`, gives each its
/// own.
public final class Ports {
  // Below what Linux (32768) and macOS (49152) hand out to clients, so that no outgoing connection
  // takes a port between two starts.
  private static final String[] RANGE =
      System.getProperty("genome.ports", "23000-31999").split("-", 2);
  private static final int LOWEST = Integer.parseInt(RANGE[0]);
  private static final int HIGHEST = Integer.parseInt(RANGE[1]);
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ports() {}

  /// A port nobody listens on, other than those already chosen.
  public static int free(Set<Integer> chosen) {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = RANDOM.nextInt(LOWEST, HIGHEST + 1);
      if (!chosen.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free loopback port between " + LOWEST + " and " + HIGHEST);
  }

  /// Whether nobody listens on this loopback port.
  public static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
