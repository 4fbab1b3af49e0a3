package org.genomerecord.consent.fhir;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// A search for the consents of one patient, read to the letter: a parameter that is not known is
/// refused, as the answer would hold more than was asked for. Pure.
final class ConsentSearch {
  private static final int COUNT = 100;
  private static final int COUNT_MAX = 1_000;
  private static final int PARAMETERS_MAX = 32;
  private static final Set<String> STATUSES =
      Set.of("draft", "proposed", "active", "rejected", "inactive", "entered-in-error");
  private static final Set<String> FORMATS = Set.of("json", FhirJson.MEDIA_TYPE);

  private final Map<String, List<String>> parameters;
  private final Pseudonym patient;
  private final Set<String> statuses;
  private final List<DateMatch> dates;
  private final List<DateMatch> periods;
  private final int count;
  private final @Nullable ConsentId after;

  private ConsentSearch(Map<String, List<String>> parameters) {
    this.parameters = parameters;
    this.patient = patient(one("patient"));
    this.statuses = statuses(one("status"));
    this.dates = dates("date");
    this.periods = dates("period");
    this.count = count(one("_count"));
    var cursor = one("_after");
    try {
      this.after = cursor == null ? null : new ConsentId(cursor);
    } catch (IllegalArgumentException _) {
      throw refused("_after", "go on with the link that an answer names as next");
    }
    var format = one("_format");
    if (format != null && !FORMATS.contains(format)) {
      throw refused("_format", "consents are answered in JSON");
    }
  }

  /// @throws Refusal incorrect, if a parameter is unknown or is not of its form
  static ConsentSearch of(Map<String, List<String>> parameters) {
    var known = Set.of("patient", "status", "date", "period", "_count", "_after", "_format");
    if (!known.containsAll(parameters.keySet())) {
      throw refused("parameter", "search by " + new TreeSet<>(known));
    }
    return new ConsentSearch(parameters);
  }

  /// The parameters of a form (`application/x-www-form-urlencoded`).
  ///
  /// @throws Refusal incorrect, if it cannot be read
  static Map<String, List<String>> form(@Nullable String body) {
    var read = new LinkedHashMap<String, List<String>>();
    if (body == null || body.isBlank()) {
      return read;
    }
    var pairs = body.strip().split("&", PARAMETERS_MAX + 1);
    if (pairs.length > PARAMETERS_MAX) {
      throw refused("parameter", "at most 32 parameters");
    }
    try {
      for (var pair : pairs) {
        int equals = pair.indexOf('=');
        read.computeIfAbsent(
                decoded(pair.substring(0, Math.max(equals, 0))), _ -> new ArrayList<>())
            .add(decoded(pair.substring(equals + 1)));
      }
    } catch (IllegalArgumentException _) {
      throw refused("parameter", "the form is not encoded as one");
    }
    return read;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Pseudonym patient() {
    return patient;
  }

  /// What was found.
  ///
  /// @param total all that match
  /// @param page of them
  /// @param next address of the next page; null: this is the last
  record Found(int total, List<ConsentHistory.Version> page, @Nullable String next) {
    Found {
      page = List.copyOf(page);
    }
  }

  /// The current versions that match, in the order of their first consents.
  Found in(List<ConsentHistory> histories) {
    var all = histories.stream().map(ConsentHistory::current).filter(this::matches).toList();
    var rest = histories.stream().map(ConsentHistory::current).toList();
    int begin = 0;
    if (after != null) {
      begin = rest.stream().map(ConsentHistory.Version::id).toList().indexOf(after) + 1;
      if (begin == 0) {
        throw refused("_after", "go on with the link that an answer names as next");
      }
    }
    var page =
        rest.subList(begin, rest.size()).stream().filter(this::matches).limit(count + 1L).toList();
    boolean more = page.size() > count;
    var shown = more ? page.subList(0, count) : page;
    return new Found(all.size(), shown, more ? address(shown.getLast().id()) : null);
  }

  private boolean matches(ConsentHistory.Version version) {
    var provision = version.consent().provision();
    return (statuses.isEmpty() || statuses.contains(version.isActive() ? "active" : "inactive"))
        && dates.stream().allMatch(date -> date.matches(version.consent().grantedAt()))
        && periods.stream().allMatch(period -> period.matches(provision.from(), provision.until()));
  }

  /// This search, as an address.
  String address() {
    return address(after);
  }

  private String address(@Nullable ConsentId cursor) {
    var text = new StringBuilder("/fhir/Consent?patient=").append(patient);
    for (var name : List.of("status", "date", "period")) {
      parameters.getOrDefault(name, List.of()).forEach(value -> append(text, name, value));
    }
    append(text, "_count", String.valueOf(count));
    if (cursor != null) {
      append(text, "_after", cursor.value());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append('&').append(name).append('=');
    text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private @Nullable String one(String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw refused(name, name + " is given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static Pseudonym patient(@Nullable String text) {
    return Optional.ofNullable(text)
        .flatMap(
            named -> Pseudonym.named(named.startsWith("Patient/") ? named.substring(8) : named))
        .orElseThrow(() -> refused("patient", "search by patient=Patient/<pseudonym>"));
  }

  private static Set<String> statuses(@Nullable String text) {
    if (text == null) {
      return Set.of();
    }
    var wanted = new TreeSet<>(List.of(text.split(",", -1)));
    if (!STATUSES.containsAll(wanted)) {
      throw refused("status", "a status is one of " + new TreeSet<>(STATUSES));
    }
    return wanted;
  }

  private List<DateMatch> dates(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .map(text -> DateMatch.parse(name, text))
        .toList();
  }

  private static int count(@Nullable String text) {
    if (text == null) {
      return COUNT;
    }
    try {
      int count = Integer.parseInt(text);
      if (count > 0) {
        return Math.min(count, COUNT_MAX);
      }
    } catch (NumberFormatException _) {
      // Said below, without what was sent.
    }
    throw refused("_count", "_count is a number from 1");
  }

  private static Refusal refused(String parameter, String why) {
    return new Refusal(Category.INCORRECT, "search-" + parameter.replace("_", ""), why);
  }
}
