package org.genomerecord.consent.audit;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.genomerecord.consent.audit.ReportStatements.WorkingHours;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// Reads what working hours are, from a request and, for what it does not say, from configuration.
///
/// @param zone name of the IANA time zone database, such as `Europe/Berlin`
/// @param begin such as `07:00`
/// @param end such as `19:00`
record HoursAsked(String zone, String begin, String end) {
  private static final List<Integer> SATURDAY_AND_SUNDAY = List.of(6, 7);

  /// @throws Refusal incorrect, with the parameter's name as the code
  WorkingHours read(QueryParameters asked) {
    var from = time(asked, "begin", begin);
    var to = time(asked, "end", end);
    if (!from.isBefore(to)) {
      throw new Refusal(Category.INCORRECT, "end", "working hours end after they begin");
    }
    boolean works = "works".equals(asked.code("weekend", Set.of("works", "off")));
    return new WorkingHours(zone(asked), from, to, works ? List.of() : SATURDAY_AND_SUNDAY);
  }

  private ZoneId zone(QueryParameters asked) {
    var name = asked.text("zone");
    var wanted = name == null ? zone : name;
    // Names that the database knows too: no offsets, and none of Java's own.
    if (!ZoneId.getAvailableZoneIds().contains(wanted) || wanted.startsWith("SystemV/")) {
      throw new Refusal(Category.INCORRECT, "zone", "`zone` is a time zone such as Europe/Berlin");
    }
    return ZoneId.of(wanted);
  }

  private static LocalTime time(QueryParameters asked, String name, String otherwise) {
    var text = asked.text(name);
    try {
      return LocalTime.parse(text == null ? otherwise : text);
    } catch (DateTimeParseException _) {
      throw new Refusal(Category.INCORRECT, name, "`" + name + "` is a time of day such as 07:00");
    }
  }
}
