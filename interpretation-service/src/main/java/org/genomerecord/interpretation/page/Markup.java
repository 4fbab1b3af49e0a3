package org.genomerecord.interpretation.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// HTML that needs nothing from elsewhere: no script, font, image or address. Whatever is not a tag
/// is escaped.
final class Markup {
  /// Black on white, and greys of a contrast above 7:1 (WCAG 2.2, 1.4.6). Paper is left to whoever
  /// prints: A4 or Letter.
  private static final String STYLE =
      """
      body{font:1rem/1.45 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#111;background:#fff}
      h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:1.2rem 0 .3rem}p{margin:.3rem 0}
      table{border-collapse:collapse;width:100%;margin:.3rem 0 .8rem}
      th,td{border-bottom:1px solid #767676;padding:.25em .5em;text-align:left;vertical-align:top}
      thead th{background:#e8e8e8}.notice{border:2px solid #111;padding:.5em .8em}small,.quiet{color:#444}
      @page{margin:12mm}
      @media print{
        body{margin:0;padding:0;max-width:none}
        article{break-after:page}article:last-child{break-after:auto}tr,.notice{break-inside:avoid}h2{break-after:avoid}
        .summary{font-size:8pt;line-height:1.25}.summary h1{font-size:13pt}.summary h2{font-size:9.5pt;margin:.5em 0 .1em}
        .summary table{margin:.1em 0 .4em}.summary th,.summary td{padding:.1em .4em}.summary .notice{border-width:1px;padding:.2em .5em}
        .plain{font-size:12pt}
      }
      """;

  private final StringBuilder page = new StringBuilder();

  /// @param title of the document
  Markup(String title) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    page.append("<title>").append(escaped(title)).append("</title><style>").append(STYLE);
    page.append("</style></head>\n<body><main>\n");
  }

  String end() {
    return page.append("</main></body></html>\n").toString();
  }

  /// An opening or closing tag, or several, as they are.
  Markup tag(String tag) {
    page.append(tag);
    return this;
  }

  Markup text(String text) {
    page.append(escaped(text));
    return this;
  }

  /// Texts in an element each.
  Markup elements(String name, List<String> texts) {
    texts.forEach(text -> element(name, text));
    return this;
  }

  Markup element(String name, String text) {
    page.append('<').append(name).append('>').append(escaped(text));
    page.append("</").append(name).append(">\n");
    return this;
  }

  /// A cell with one text in each line.
  Markup cell(Collection<String> lines) {
    page.append("<td>");
    page.append(
        lines.stream().distinct().map(Markup::escaped).collect(Collectors.joining("<br/>")));
    page.append("</td>");
    return this;
  }

  /// @param row writes the cells of one row, the first as its header
  <T> Markup table(List<String> columns, Collection<T> rows, Function<T, Markup> row) {
    page.append("<table><thead><tr>");
    columns.forEach(
        column -> page.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
    page.append("</tr></thead><tbody>\n");
    for (var one : rows) {
      page.append("<tr>");
      row.apply(one).tag("</tr>\n");
    }
    page.append("</tbody></table>\n");
    return this;
  }

  Markup rowHeader(String text) {
    page.append("<th scope=\"row\">").append(escaped(text)).append("</th>");
    return this;
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// In words, and of the universal day: a page does not know where it is read.
  static String day(Instant instant) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)
        .format(instant.atOffset(ZoneOffset.UTC));
  }

  /// Names of files and of laboratories' alleles come from outside.
  private static String escaped(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
