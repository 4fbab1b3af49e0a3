package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page that a browser shows, with all that it asked for and complained of.
final class SeenPage implements AutoCloseable {
  private static final double TIMEOUT_MILLIS = 20_000;
  private static final int HEIGHT_PIXELS = 800;

  /// WCAG 2.1, levels A and AA.
  private static final List<String> CRITERIA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  /// Rules that every page is held against: that axe found nothing must not mean that it did not
  /// look.
  private static final List<String> ALWAYS_APPLY =
      List.of("color-contrast", "document-title", "html-has-lang");

  /// The dictionary of a page; that of the tree of pages is called `Pages` (ISO 32000-1, 7.7.3).
  private static final Pattern PRINTED_PAGE = Pattern.compile("/Type\\s*/Page\\b");

  /// What a reader would have to move the page, or a part of it, sideways for.
  private static final String BEYOND_THE_EDGE =
      """
      () => [...document.querySelectorAll('body, body *')]
        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
          || one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
        .map(one => one.tagName + ' ' + one.textContent.slice(0, 40))
      """;

  private final BrowserContext context;
  private final Page page;
  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private SeenPage(BrowserContext context, String origin) {
    this.context = context;
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    context.route(
        _ -> true,
        route -> {
          if (route.request().url().startsWith(origin)) {
            route.resume();
          } else {
            route.abort();
          }
        });
    page = context.newPage();
    page.onRequest(request -> requests.add(request.url()));
    page.onRequestFailed(request -> complaints.add(failed(request)));
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (Set.of("error", "warning").contains(message.type())) {
        complaints.add(message.text());
      }
    });
  }

  private static String failed(Request request) {
    return request.url() + ": " + request.failure();
  }

  /// @param origin how the addresses begin that may be fetched from; no other is asked
  static SeenPage open(BrowserContext context, String address, String origin) {
    var seen = new SeenPage(context, origin);
    seen.page.navigate(address);
    return seen;
  }

  String language() {
    return said("() => document.documentElement.lang");
  }

  String title() {
    return page.title();
  }

  /// Everything that can be read.
  String text() {
    return page.locator("body").innerText();
  }

  /// The levels of its headings in their order, a digit each.
  String headings() {
    return said(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName[1]).join('')");
  }

  /// What became of a property of the first such element, as computed.
  String style(String selector, String property) {
    return String.valueOf(
        page.locator(selector)
            .first()
            .evaluate("(one, property) => getComputedStyle(one)[property]", property));
  }

  /// All addresses that were asked for, in their order.
  ///
  /// @param min how many are waited for: an icon is fetched once the page is shown
  List<String> requests(int min) {
    page.waitForCondition(() -> requests.size() >= min);
    return List.copyOf(requests);
  }

  /// What stands in the browser's console as error or warning, a style that the policy refuses
  /// among it; what could not be fetched.
  List<String> complaints() {
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))");
    return List.copyOf(complaints);
  }

  SeenPage inTheDark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    return this;
  }

  SeenPage asWideAs(int pixels) {
    page.setViewportSize(pixels, HEIGHT_PIXELS);
    return this;
  }

  /// Puts markup at the end of the page, as one who got at it would.
  void insert(String markup) {
    page.locator("body")
        .evaluate("(body, markup) => body.insertAdjacentHTML('beforeend', markup)", markup);
  }

  /// @param address where the link leads
  SeenPage follow(String link, String address) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
    page.waitForURL(address);
    return this;
  }

  /// What of the page cannot be read without moving it sideways.
  List<String> beyondTheEdge() {
    var found = (List<?>) page.evaluate(BEYOND_THE_EDGE);
    return found.stream().map(String::valueOf).toList();
  }

  /// What axe finds broken: rule and place.
  List<String> barriers() {
    var results = new AxeBuilder(page).withTags(CRITERIA).analyze();
    assertThat(Stream.of(results.getPasses(), results.getIncomplete(), results.getViolations()))
        .flatMap(rules -> rules.stream().map(Rule::getId).toList())
        .containsAll(ALWAYS_APPLY);
    return results.getViolations().stream()
        .flatMap(
            rule -> rule.getNodes().stream().map(node -> rule.getId() + " " + node.getTarget()))
        .toList();
  }

  /// @param paper as `A4` or `Letter`
  /// @return on how many pages it is printed
  long printedPages(String paper) {
    var pdf = page.pdf(new Page.PdfOptions().setFormat(paper));
    return PRINTED_PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).results().count();
  }

  private String said(String script) {
    return String.valueOf(page.evaluate(script));
  }

  @Override
  public void close() {
    context.close();
  }
}
