package org.genomerecord.consent.key;

import java.net.InetAddress;
import java.net.URI;

/// Where a keeper of the key-encryption key is. Keys travel there in the clear: what protects them
/// on the way is TLS alone.
final class KeeperAddress {
  private KeeperAddress() {}

  /// @param setting what the address was set by
  /// @throws IllegalStateException if the address is neither https nor of this machine
  static void requireProtected(String setting, URI address) {
    if (!"https".equalsIgnoreCase(address.getScheme()) && !isThisMachine(address)) {
      throw new IllegalStateException(setting + " has to be https");
    }
  }

  private static boolean isThisMachine(URI address) {
    var host = address.getHost();
    if (host == null) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return "localhost".equals(host);
    }
  }
}
