package org.genomerecord.record.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// A refusal as RFC 9457 problem details.
///
/// @param type `urn:genome-record:problem:` and the code
/// @param code stable and machine-readable
/// @param line 1-based line of a malformed file, where the problem is bound to one
/// @param pointer JSON Pointer (RFC 6901) into the body, where the problem is bound to one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable Long line,
    @Nullable String pointer) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(Refusal refusal) {
    return of(
        refusal.category(),
        refusal.code(),
        refusal.detail(),
        null,
        refusal instanceof UnreadableJson json ? json.pointer() : null);
  }

  public static Problem of(Category category, String code, String detail, @Nullable Long line) {
    return of(category, code, detail, line, null);
  }

  private static Problem of(
      Category category,
      String code,
      String detail,
      @Nullable Long line,
      @Nullable String pointer) {
    return new Problem(
        "urn:genome-record:problem:" + code,
        title(category),
        category.status(),
        detail,
        code,
        line,
        pointer);
  }

  private static String title(Category category) {
    return switch (category) {
      case INCORRECT -> "The request is not right";
      case FORBIDDEN -> "Not permitted";
      case NOT_FOUND -> "Not found";
      case CONFLICT -> "In conflict with what is on record";
      case UNSUPPORTED -> "The content cannot be accepted";
      case BUSY -> "Too busy";
      case UNAVAILABLE -> "Not available now";
      case FAULT -> "A fault on our side";
    };
  }
}
