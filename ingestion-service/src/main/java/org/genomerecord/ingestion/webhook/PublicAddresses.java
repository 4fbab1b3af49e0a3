package org.genomerecord.ingestion.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Which addresses lie on the internet and not in some network of ours: a webhook is a request that
/// somebody else has us make.
final class PublicAddresses {
  private PublicAddresses() {}

  /// Whether an address is globally reachable unicast (IANA special-purpose registries, RFC 6890).
  /// An IPv6 address that holds an IPv4 address is not: it could lead anywhere.
  static boolean has(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> false;
      case 100 -> second < 64 || second > 127;
      case 169 -> second != 254;
      case 172 -> second < 16 || second > 31;
      case 192 ->
          second != 168
              && !(second == 0 && (third == 0 || third == 2))
              && !(second == 88 && third == 99);
      case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
      case 203 -> !(second == 0 && third == 113);
      default -> first < 224;
    };
  }

  /// Within 2000::/3, without Teredo and the rest of 2001::/23, documentation, and 6to4.
  private static boolean isPublic6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    return first >>> 13 == 1
        && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
        && first != 0x2002
        && !(first == 0x3fff && second < 0x1000);
  }
}
