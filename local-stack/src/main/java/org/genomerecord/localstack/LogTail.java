package org.genomerecord.localstack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The end of a log file.
final class LogTail {
  private static final int LINES = 20;
  private static final int LINE_LENGTH_MAX = 400;
  private static final int BYTES_MAX = 1024 * 1024;

  private LogTail() {}

  /// The last 20 lines written after the log had this size, indented and cut to what a terminal
  /// shows.
  static String of(Path log, long bytesBefore) {
    return lines(log, LINES, bytesBefore).stream()
        .map(line ->
            "  | "
                + (line.length() > LINE_LENGTH_MAX
                    ? line.substring(0, LINE_LENGTH_MAX) + "…"
                    : line))
        .collect(Collectors.joining("\n"));
  }

  /// Bytes in the log now; 0 when there is none.
  static long size(Path log) {
    return log.toFile().length();
  }

  /// The last lines, no further back than 1 MiB.
  static List<String> lines(Path log, int count) {
    return lines(log, count, 0);
  }

  private static List<String> lines(Path log, int count, long bytesBefore) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(Math.min(bytesBefore, file.length()), file.length() - BYTES_MAX);
      file.seek(from);
      byte[] end = new byte[(int) (file.length() - from)];
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Prints what is added to the log, until the thread is interrupted or the program ended.
  static void follow(Path log, PrintWriter out) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(file.length());
      byte[] chunk = new byte[8192];
      while (!Thread.currentThread().isInterrupted()) {
        int count = file.read(chunk);
        if (count > 0) {
          out.print(new String(chunk, 0, count, StandardCharsets.UTF_8));
          out.flush();
        } else {
          Thread.sleep(200);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
