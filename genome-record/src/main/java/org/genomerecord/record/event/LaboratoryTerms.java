package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a laboratory may send, and how much of it.
///
/// @param testCodes codes of the test directory that it may submit results of; empty: any
/// @param submissionsPerMinute null: as configured for all
/// @param bytesPerDay as sent, null: as configured for all
/// @param sandbox whether nothing that it sends touches a patient
/// @param promisedGenes genes that a test promises to call, by its code; null: none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaboratoryTerms(
    List<String> testCodes,
    @Nullable Integer submissionsPerMinute,
    @Nullable Long bytesPerDay,
    boolean sandbox,
    @Nullable Map<String, List<String>> promisedGenes) {
  private static final Pattern TEST_CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final int TEST_CODES_MAX = 1_000;
  private static final int SUBMISSIONS_MAX = 1_000_000;
  private static final long BYTES_MAX = 10_000_000_000_000L;

  private static final Pattern GENE = Pattern.compile("[A-Z][A-Za-z0-9-]{0,31}");
  private static final int GENES_MAX = 200;

  /// As configured for all, and no sandbox.
  public static final LaboratoryTerms STANDARD = new LaboratoryTerms(List.of(), null, null, false);

  /// Of tests that promise no genes.
  public LaboratoryTerms(
      List<String> testCodes,
      @Nullable Integer submissionsPerMinute,
      @Nullable Long bytesPerDay,
      boolean sandbox) {
    this(testCodes, submissionsPerMinute, bytesPerDay, sandbox, null);
  }

  /// @throws IllegalArgumentException if a code has another form or a bound is not positive
  public LaboratoryTerms {
    if (testCodes.size() > TEST_CODES_MAX
        || !testCodes.stream().allMatch(code -> code != null && isTestCode(code))) {
      throw new IllegalArgumentException(
          "test codes are at most 1,000, each of 1 to 32 letters, digits and . _ -");
    }
    testCodes = testCodes.stream().distinct().sorted().toList();
    if (submissionsPerMinute != null
        && (submissionsPerMinute < 1 || submissionsPerMinute > SUBMISSIONS_MAX)) {
      throw new IllegalArgumentException("submissions per minute are 1 to 1,000,000");
    }
    if (bytesPerDay != null && (bytesPerDay < 1 || bytesPerDay > BYTES_MAX)) {
      throw new IllegalArgumentException("bytes per day are 1 to 10,000,000,000,000");
    }
    promisedGenes =
        promisedGenes == null || promisedGenes.isEmpty()
            ? null
            : promised(testCodes, promisedGenes);
  }

  /// Whether it has the form of a code of the test directory.
  public static boolean isTestCode(String code) {
    return TEST_CODE.matcher(code).matches();
  }

  /// The genes that a test promises; none where no test is named.
  public List<String> genesOf(@Nullable String testCode) {
    return testCode == null || promisedGenes == null
        ? List.of()
        : promisedGenes.getOrDefault(testCode, List.of());
  }

  private static Map<String, List<String>> promised(
      List<String> testCodes, Map<String, List<String>> byCode) {
    var ordered = new TreeMap<String, List<String>>();
    byCode.forEach((code, genes) -> {
      if (byCode.size() > TEST_CODES_MAX
          || !isTestCode(code)
          || !(testCodes.isEmpty() || testCodes.contains(code))) {
        throw new IllegalArgumentException("genes are promised by tests that it may send");
      }
      if (genes == null
          || genes.size() > GENES_MAX
          || !genes.stream().allMatch(gene -> gene != null && GENE.matcher(gene).matches())) {
        throw new IllegalArgumentException("a test promises at most 200 genes, by HGNC symbol");
      }
      ordered.put(code, genes.stream().distinct().sorted().toList());
    });
    return Collections.unmodifiableMap(ordered);
  }
}
