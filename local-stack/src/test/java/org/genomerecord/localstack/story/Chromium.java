package org.genomerecord.localstack.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The browser of this machine, without a window; none is fetched. It starts when a page is first
/// opened, as it takes seconds, and is one for all pages.
final class Chromium implements AutoCloseable {
  /// It asks nobody for anything but what a page asks for. The sandbox wants rights that root in a
  /// container has not; all pages are our own.
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private @Nullable Started started;

  private record Started(Playwright playwright, Browser browser) {
    static Started from(Path program) {
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Started(
          playwright,
          playwright
              .chromium()
              .launch(
                  new LaunchOptions()
                      .setExecutablePath(program)
                      .setHeadless(true)
                      .setArgs(ARGUMENTS)));
    }
  }

  /// Opens a page as nobody did before: without cookies and without a cache.
  ///
  /// @param origin how the addresses begin that may be fetched from; no other is asked
  /// @param headers of every request
  SeenPage open(String address, String origin, Map<String, String> headers) {
    if (started == null) {
      started =
          Started.from(
              ProgramOnPath.orSkip(
                  "the pages were not looked at",
                  "chromium",
                  "chromium-browser",
                  "google-chrome",
                  "google-chrome-stable"));
    }
    return SeenPage.open(
        started.browser().newContext(new Browser.NewContextOptions().setExtraHTTPHeaders(headers)),
        address,
        origin);
  }

  @Override
  public void close() {
    if (started != null) {
      started.browser().close();
      started.playwright().close();
    }
  }
}
