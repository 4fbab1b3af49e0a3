package org.genomerecord.localstack.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One upload after the tus protocol, request by request, as a laboratory would make them; also
/// those that break off.
public final class ResumableUpload {
  public static final String PATH = "/submissions/uploads";

  private final URI gateway;
  private final Door door;
  private final String token;
  private final String path;

  private ResumableUpload(URI gateway, Door door, String token, String path) {
    this.gateway = gateway;
    this.door = door;
    this.token = token;
    this.path = path;
  }

  /// What every request says.
  public static Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    headers.put("Tus-Resumable", "1.0.0");
    return headers;
  }

  /// `Upload-Metadata` of these pairs.
  public static String metadata(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair ->
            pair.getKey()
                + " "
                + Base64.getEncoder()
                    .encodeToString(pair.getValue().getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining(","));
  }

  /// Asks to begin one.
  public static Door.Answer asksFor(
      Door door, String token, long length, Map<String, String> metadata) {
    var headers = headers();
    headers.put("Upload-Length", Long.toString(length));
    headers.put("Upload-Metadata", metadata(metadata));
    return door.send("POST", PATH, token, headers, BodyPublishers.noBody());
  }

  /// The one that an answer says was begun.
  ///
  /// @throws IllegalArgumentException if none was
  public static ResumableUpload begun(URI gateway, Door door, String token, Door.Answer answer) {
    return new ResumableUpload(
        gateway,
        door,
        token,
        answer
            .header("location")
            .orElseThrow(
                () -> new IllegalArgumentException("no upload was begun: " + answer.status())));
  }

  /// The same upload by somebody else, or with another token.
  public ResumableUpload by(String anotherToken) {
    return new ResumableUpload(gateway, door, anotherToken, path);
  }

  public Door.Answer head() {
    return door.send("HEAD", path, token, headers(), BodyPublishers.noBody());
  }

  /// How far it has come, as the gateway says.
  ///
  /// @throws IllegalStateException if it does not say
  public long offset() {
    var answer = head();
    return Long.parseLong(
        answer
            .header("upload-offset")
            .orElseThrow(() -> new IllegalStateException("no offset: " + answer.status())));
  }

  public Door.Answer patch(long offset, byte[] bytes) {
    return patch(offset, bytes, Map.of());
  }

  /// @param more headers, which also replace those that belong there
  public Door.Answer patch(long offset, byte[] bytes, Map<String, String> more) {
    var headers = patchHeaders(offset);
    headers.putAll(more);
    return door.send("PATCH", path, token, headers, BodyPublishers.ofByteArray(bytes));
  }

  private static Map<String, String> patchHeaders(long offset) {
    var headers = headers();
    headers.put("Upload-Offset", Long.toString(offset));
    headers.put("Content-Type", "application/offset+octet-stream");
    return headers;
  }

  public Door.Answer terminate() {
    return door.send("DELETE", path, token, headers(), BodyPublishers.noBody());
  }

  /// A request whose connection is lost after so many bytes of its body.
  ///
  /// @param bytes that it announces from the offset on
  /// @param sent of them, before the line is cut
  /// @throws IOException if it was cut from the other side
  public void patchThatBreaksOff(long offset, byte[] bytes, int sent) throws IOException {
    try (var socket = patchUnderWay(offset, bytes, sent)) {
      socket.setSoLinger(true, 0); // as a lost line: no goodbye
    }
  }

  /// A request that has come so far, and is not at its end.
  public Socket patchUnderWay(long offset, byte[] bytes, int sent) throws IOException {
    var socket = new Socket(gateway.getHost(), gateway.getPort());
    try {
      var head =
          new StringBuilder("PATCH %s HTTP/1.1\r\nHost: gateway\r\n".formatted(path))
              .append("Authorization: Bearer ")
              .append(token)
              .append("\r\nContent-Length: ")
              .append(bytes.length)
              .append("\r\n");
      patchHeaders(offset)
          .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      var out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
      out.write(bytes, 0, sent);
      out.flush();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Whether the answer to a request under way has begun to come.
  public static boolean isAnswered(Socket request) {
    try {
      return request.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The status of that answer; waits for it.
  public static int status(Socket request) throws IOException {
    var line = new String(request.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
  }
}
