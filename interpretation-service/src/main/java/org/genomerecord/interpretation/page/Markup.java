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
  private final StringBuilder page = new StringBuilder();

  /// Of the table that is being written.
  private List<String> columns = List.of();

  /// The column of the cell that was written last.
  private int column;

  /// @param title of the document
  Markup(String title) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    page.append("<title>").append(escaped(title)).append("</title><style>").append(PageStyle.TEXT);
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

  /// A cell with one text in each line. It names its column, as on a narrow screen none stands
  /// above it.
  Markup cell(Collection<String> lines) {
    column++;
    page.append("<td data-column=\"").append(escaped(columns.get(column))).append("\">");
    page.append(
        lines.stream().distinct().map(Markup::escaped).collect(Collectors.joining("<br/>")));
    page.append("</td>");
    return this;
  }

  /// @param row writes the cells of one row, the first as its header
  <T> Markup table(List<String> columns, Collection<T> rows, Function<T, Markup> row) {
    this.columns = List.copyOf(columns);
    page.append("<table><thead><tr>");
    columns.forEach(
        name -> page.append("<th scope=\"col\">").append(escaped(name)).append("</th>"));
    page.append("</tr></thead><tbody>\n");
    for (var one : rows) {
      page.append("<tr>");
      row.apply(one).tag("</tr>\n");
    }
    page.append("</tbody></table>\n");
    return this;
  }

  Markup rowHeader(String text) {
    column = 0;
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
