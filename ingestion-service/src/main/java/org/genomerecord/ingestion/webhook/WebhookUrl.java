package org.genomerecord.ingestion.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.stream.Stream;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The address of a laboratory's receiver. It is recorded, so nothing in it may be secret.
final class WebhookUrl {
  private static final int LENGTH_MAX = 1_024;
  private static final int PORT_MAX = 65_535;

  private WebhookUrl() {}

  /// Reads an address as an operator gives it.
  ///
  /// @param privateAddresses whether plain http, and addresses that are not public, are allowed: on
  ///   one machine, to try
  /// @throws Refusal incorrect
  static URI parse(@Nullable String text, boolean privateAddresses) {
    if (text == null || text.length() > LENGTH_MAX) {
      throw wrong("an address of at most 1,024 characters is needed");
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException _) {
      throw wrong("that is no address");
    }
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(privateAddresses && scheme.equals("http"))) {
      throw wrong("it begins with https://");
    }
    if (url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw wrong("it has a host, and no user, query or fragment: the signature says who sends");
    }
    if (url.getPort() == 0 || url.getPort() > PORT_MAX) {
      throw wrong("its port is 1 to 65535");
    }
    return url;
  }

  /// Looks where the host is. The machine's cache of names usually keeps the answer for the
  /// connection that follows at once; it may run out in between. Egress rules and TLS are the
  /// second wall.
  ///
  /// @return whether it may be connected to
  static boolean isReachable(URI url, boolean privateAddresses) throws UnknownHostException {
    return privateAddresses
        || Stream.of(InetAddress.getAllByName(url.getHost())).allMatch(PublicAddresses::has);
  }

  private static Refusal wrong(String why) {
    return new Refusal(Category.INCORRECT, "webhook-url", why);
  }
}
