package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.append;
import static org.genomerecord.record.store.Entries.event;
import static org.genomerecord.record.store.TestLog.answer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The steps of docs/operating.md, with what the embedded server has: the base backup is taken
/// through `pg_backup_start`, as it comes without `pg_basebackup`.
class RestoringToAPointInTimeIT {
  private static final int BEFORE_BACKUP = 40;
  private static final int BEFORE_TARGET = 70;
  private static final int AT_ALL = 100;
  private static final String TARGET = "before-the-mistake";
  private static final Duration STARTUP_MAX = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Path archive() {
    return folder.resolve("archive");
  }

  /// The settings reach the server through a shell.
  private static String quoted(String command) {
    return "'" + command + "'";
  }

  private EmbeddedPostgres source() throws IOException {
    Files.createDirectories(archive());
    return EmbeddedPostgres.builder()
        .setPGStartupWait(STARTUP_MAX)
        .setDataDirectory(folder.resolve("source"))
        .setServerConfig("archive_mode", "on")
        .setServerConfig("archive_command", quoted("cp %p " + archive() + "/%f"))
        .start();
  }

  private EmbeddedPostgres restored() throws IOException {
    var backup = folder.resolve("backup");
    Files.createFile(backup.resolve("recovery.signal"));
    return EmbeddedPostgres.builder()
        .setPGStartupWait(STARTUP_MAX)
        .setDataDirectory(backup)
        .setCleanDataDirectory(false)
        .setServerConfig("restore_command", quoted("cp " + archive() + "/%f %p"))
        .setServerConfig("recovery_target_name", TARGET)
        .setServerConfig("recovery_target_action", "promote")
        .start();
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// The connection has to stay the same from start to stop.
  private void backUp(Connection connection) throws SQLException, IOException {
    ask(connection, "SELECT pg_backup_start('test', true)");
    BaseBackup.copy(folder.resolve("source"), folder.resolve("backup"));
    var label = ask(connection, "SELECT labelfile FROM pg_backup_stop()");
    Files.writeString(folder.resolve("backup").resolve("backup_label"), label);
  }

  private static List<Envelope> events(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> event("test.A", "n:" + n)).toList();
  }

  private static void record(AppendSequencer sequencer, List<Envelope> events) {
    events.stream().map(event -> sequencer.append(append(event))).toList().forEach(TestLog::answer);
  }

  @Test
  void theLogIsWhatItWasThenAndGoesOn() throws Exception {
    var first = events(0, BEFORE_BACKUP);
    var second = events(BEFORE_BACKUP, BEFORE_TARGET);
    try (var server = source();
        var log = TestLog.on(server);
        var connection = server.getPostgresDatabase().getConnection()) {
      var sequencer = log.sequencer();
      record(sequencer, first);
      backUp(connection);
      record(sequencer, second);
      ask(connection, "SELECT pg_create_restore_point('" + TARGET + "')");
      record(sequencer, events(BEFORE_TARGET, AT_ALL));
      ask(connection, "SELECT pg_switch_wal()");
    }

    try (var server = restored();
        var log = TestLog.on(server)) {
      var restored = log.events().stream().map(StoredEvent::envelope).toList();
      assertThat(restored).startsWith(first.toArray(Envelope[]::new)).endsWith(second.getLast());
      assertThat(restored).hasSize(BEFORE_TARGET);
      assertThat(log.rows("SELECT leaf_hash FROM event ORDER BY position"))
          .extracting(row -> row.getBuffer("leaf_hash").getBytes())
          .containsExactlyElementsOf(restored.stream().map(Envelope::leafHash).toList());

      long position = answer(log.sequencer().append(append(event("test.After"))));

      assertThat(position).isEqualTo(BEFORE_TARGET);
    }
  }
}
