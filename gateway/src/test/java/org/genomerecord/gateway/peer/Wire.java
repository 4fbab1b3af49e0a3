package org.genomerecord.gateway.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Speaks HTTP/1.1 byte by byte, for what no client library would send.
public final class Wire {
  private static final int TIMEOUT_MILLIS = 20_000;

  private Wire() {}

  /// Sends the text as it is and reads until the gateway closes the connection.
  public static String exchange(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /// A connection to the gateway.
  public static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  /// A request without body that asks to close afterwards.
  public static String request(String method, String target, String token) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
        + token
        + "\r\n\r\n";
  }

  /// The status of an answer.
  public static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
