package org.genomerecord.localstack.story;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.genomerecord.localstack.Stack;
import org.jspecify.annotations.Nullable;

/// One service's event log, read from its database by one connection.
final class EventLog {
  /// The databases, one log each.
  static final List<String> ALL = List.of("consent", "ingestion", "interpretation");

  private final Stack stack;
  private final String database;
  private @Nullable Connection connection;

  EventLog(Stack stack, String database) {
    this.stack = stack;
    this.database = database;
  }

  /// @param type without the family: `AccessRefused`
  /// @param tags as stored, `patient:…`
  record Event(
      long position,
      String id,
      String type,
      String actor,
      @Nullable String purposeOfUse,
      String correlation,
      List<String> tags,
      String payload) {
    Event {
      tags = List.copyOf(tags);
    }

    Optional<String> patient() {
      return tags.stream()
          .filter(tag -> tag.startsWith("patient:"))
          .map(tag -> tag.substring("patient:".length()))
          .findFirst();
    }
  }

  private interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /// The one of before, unless the server was killed meanwhile: specs look again and again.
  private Connection connection() throws SQLException {
    var before = connection;
    if (before != null && before.isValid(1)) {
      return before;
    }
    var newer =
        DriverManager.getConnection(stack.jdbcUrl(database), database, stack.secret(database));
    connection = newer;
    return newer;
  }

  private synchronized <T> T ask(String question, Rows<T> rows, String... values) {
    try (var statement = connection().prepareStatement(question)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (var result = statement.executeQuery()) {
        return rows.read(result);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Event> events(String condition, String... values) {
    return ask(
        "SELECT position, id, type, actor, purpose_of_use, correlation, tags, payload FROM event WHERE "
            + condition
            + " ORDER BY position",
        rows -> {
          var events = new ArrayList<Event>();
          while (rows.next()) {
            var type = rows.getString("type");
            events.add(
                new Event(
                    rows.getLong("position"),
                    rows.getString("id"),
                    type.substring(type.lastIndexOf('.') + 1),
                    rows.getString("actor"),
                    rows.getString("purpose_of_use"),
                    rows.getString("correlation"),
                    List.of((String[]) rows.getArray("tags").getArray()),
                    rows.getString("payload")));
          }
          return List.copyOf(events);
        },
        values);
  }

  /// Changes something that is no event, as a fault or an engineer would.
  synchronized void change(String sql) {
    try (var statement = connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The rows of a question with one column.
  List<String> texts(String question) {
    return ids(question);
  }

  /// What an outside request led to.
  List<Event> of(String correlation) {
    return events("correlation = ?", correlation);
  }

  /// A patient's events, of all types.
  List<Event> ofPatient(String pseudonym) {
    return events("? = ANY (tags)", "patient:" + pseudonym);
  }

  /// A patient's events of one type, such as `SubmissionReceived`.
  List<Event> ofPatient(String pseudonym, String type) {
    return ofPatient(pseudonym).stream().filter(event -> event.type().equals(type)).toList();
  }

  /// The last position that a patient has here.
  Optional<Long> lastOf(String pseudonym) {
    return ofPatient(pseudonym).stream().map(Event::position).reduce((_, last) -> last);
  }

  /// The trace that an event was recorded in (W3C); empty if there was none.
  String traceParent(Event event) {
    return ask(
        "SELECT coalesce(trace_parent, '') FROM event WHERE id::text = ?",
        rows -> {
          rows.next();
          return rows.getString(1);
        },
        event.id());
  }

  /// Every position of the log, in order.
  List<Long> positions() {
    return ask(
        "SELECT position FROM event ORDER BY position",
        rows -> {
          var positions = new ArrayList<Long>();
          while (rows.next()) {
            positions.add(rows.getLong(1));
          }
          return List.copyOf(positions);
        });
  }

  /// What the positions would be if none were left out.
  static List<Long> gapless(int size) {
    return LongStream.range(0, size).boxed().toList();
  }

  /// Ids of all events, in order of position.
  List<String> ids() {
    return ids("SELECT id FROM event ORDER BY position");
  }

  /// Ids of the events of one log as they stand in the audit trail. Only consent-service has one.
  List<String> auditedIds(String log) {
    // An event about two patients has an entry for each, told apart by its part.
    return ids(
        "SELECT event FROM audit_entry WHERE log = ? AND part = 0 ORDER BY position",
        log + ".events");
  }

  private List<String> ids(String question, String... values) {
    return ask(
        question,
        rows -> {
          var ids = new ArrayList<String>();
          while (rows.next()) {
            ids.add(rows.getString(1));
          }
          return List.copyOf(ids);
        },
        values);
  }
}
