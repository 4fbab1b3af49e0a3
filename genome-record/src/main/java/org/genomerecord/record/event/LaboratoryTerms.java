package org.genomerecord.record.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a laboratory may send, and how much of it.
///
/// @param testCodes codes of the test directory that it may submit results of; empty: any
/// @param submissionsPerMinute null: as configured for all
/// @param bytesPerDay as sent, null: as configured for all
/// @param sandbox whether nothing that it sends touches a patient
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaboratoryTerms(
    List<String> testCodes,
    @Nullable Integer submissionsPerMinute,
    @Nullable Long bytesPerDay,
    boolean sandbox) {
  private static final Pattern TEST_CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final int TEST_CODES_MAX = 1_000;
  private static final int SUBMISSIONS_MAX = 1_000_000;
  private static final long BYTES_MAX = 10_000_000_000_000L;

  /// As configured for all, and no sandbox.
  public static final LaboratoryTerms STANDARD = new LaboratoryTerms(List.of(), null, null, false);

  /// @throws IllegalArgumentException if a code has another form or a bound is not positive
  public LaboratoryTerms {
    if (testCodes.size() > TEST_CODES_MAX
        || !testCodes.stream()
            .allMatch(code -> code != null && TEST_CODE.matcher(code).matches())) {
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
  }
}
