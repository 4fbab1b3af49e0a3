package org.genomerecord.interpretation.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The style of all pages. It stands in them, as they are kept as files too.
public final class PageStyle {
  /// Header by which the gateway learns which style a browser may take from a page.
  public static final String HEADER = "Page-Style";

  /// Black on white, and greys of a contrast above 7:1 (WCAG 2.2, 1.4.6). Paper is left to whoever
  /// prints: A4 or Letter. The drugs' table has six columns and the genes' five: the one that holds
  /// sentences is the widest. On a narrow screen cells stand below each other with the name of
  /// their column, so that nothing is moved sideways (WCAG 2.1, 1.4.10).
  static final String TEXT =
      """
      body{font:1rem/1.45 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#111;background:#fff}
      h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:1.2rem 0 .3rem}p{margin:.3rem 0}
      table{border-collapse:collapse;width:100%;margin:.3rem 0 .8rem}
      th,td{border-bottom:1px solid #767676;padding:.25em .5em;text-align:left;vertical-align:top}
      thead th{background:#e8e8e8}
      .summary thead th:first-child:nth-last-child(6){width:15%}.summary thead th:nth-child(3):nth-last-child(4){width:33%}
      .summary thead th:nth-child(4):nth-last-child(3){width:14%}.summary thead th:nth-child(5):nth-last-child(2){width:22%}
      .summary thead th:nth-child(3):nth-last-child(3){width:22%}.summary thead th:nth-child(5):last-child{width:34%}
      .notice{border:2px solid #111;padding:.5em .8em}small,.quiet{color:#444}
      @media screen and (max-width:52rem){
        body{padding:0 .5rem;overflow-wrap:break-word}thead,td:empty{display:none}
        table,tbody,tr,th,td{display:block}tr{border-bottom:1px solid #767676;padding:.4em 0}
        th,td{border:0;padding:.1em 0}td::before{content:attr(data-column) ": ";color:#444}
      }
      @page{margin:7mm}
      @media print{
        body{margin:0;padding:0;max-width:none}
        article{break-after:page}article:last-child{break-after:auto}tr,.notice{break-inside:avoid}h2{break-after:avoid}
        .summary{font-size:7pt;line-height:1.03;font-stretch:condensed}
        .summary h1{font-size:11pt;margin:0}.summary h2{font-size:8.5pt;margin:.3em 0 .1em}.summary p,.summary ul{margin:.1em 0}
        .summary table{margin:.1em 0 .2em}.summary th,.summary td{padding:.04em .25em}.summary .notice{border-width:1px;padding:.1em .4em}
        .summary thead th:first-child:nth-last-child(6){width:16%}.summary thead th:nth-child(3):nth-last-child(4){width:43%}
        .summary thead th:nth-child(4):nth-last-child(3){width:12%}.summary thead th:nth-child(5):nth-last-child(2){width:17%}
        .summary table:last-of-type,.summary table:last-of-type :is(thead,tbody,tr){display:block}
        .summary table:last-of-type tbody{columns:2;column-gap:1.5em}
        .summary table:last-of-type tr{border-bottom:1px solid #767676;padding:.04em .25em}
        .summary table:last-of-type :is(th,td){display:inline;border:0;padding:0;background:none}
        .summary table:last-of-type :is(td:not(:empty),th+th)::before{content:"; "}
        .summary .quiet{font-size:6.5pt}
        .plain{font-size:12pt}
      }
      """;

  /// The digest of [#TEXT] as a content security policy names it (CSP Level 3, hash-source).
  public static final String DIGEST = "sha256-" + Base64.getEncoder().encodeToString(sha256(TEXT));

  private PageStyle() {}

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
