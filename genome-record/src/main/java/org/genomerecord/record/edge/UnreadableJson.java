package org.genomerecord.record.edge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// A body that is not the JSON expected: which field is wrong, and what belongs there. Never what
/// stands there: Jackson's own messages quote it.
public final class UnreadableJson extends Refusal {
  private static final long serialVersionUID = 1L;

  /// How this suite names fields and codes. What is sent under another name may be anything, such
  /// as a record number, and is not repeated.
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][A-Za-z-]{0,39}");

  // Jackson has no types of its own for these; a spec tells if its words change.
  private static final String MISSING = "Missing ";
  private static final String TRAILING = "Trailing ";

  private static final ObjectMapper CODES = new ObjectMapper();

  private final String pointer;

  private UnreadableJson(String pointer, String detail) {
    super(Category.INCORRECT, "json", detail);
    this.pointer = pointer;
  }

  /// Where, as a JSON Pointer (RFC 6901) into the body; empty: the body as a whole. Within a list
  /// that is read as a set, what stands there twice counts once.
  public String pointer() {
    return pointer;
  }

  /// The answer to what a reader of JSON threw.
  public static UnreadableJson of(JacksonException failure) {
    var pointer = pointer(failure);
    var field = pointer.isEmpty() ? "the body" : pointer;
    var at = failure.getLocation();
    var near =
        at == null ? "" : " (near line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    return new UnreadableJson(pointer, why(failure, field) + near);
  }

  private static String why(JacksonException failure, String field) {
    if (syntax(failure) instanceof StreamReadException broken) {
      return broken instanceof JsonEOFException
          ? "the body ends before its JSON does"
          : "the body is not JSON, or a field stands twice in an object";
    }
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          isPlain(unknown.getPropertyName())
              ? field + " is no field that is known here" + known(unknown)
              : field + " has a field that is not known here" + known(unknown);
      case InvalidFormatException wrong when isEnum(wrong.getTargetType()) ->
          field + " is one of: " + codes(wrong.getTargetType());
      case MismatchedInputException missing when missing.getOriginalMessage().startsWith(MISSING) ->
          field + " is missing";
      case MismatchedInputException more when more.getOriginalMessage().startsWith(TRAILING) ->
          "the body goes on after its JSON";
      case MismatchedInputException wrong -> field + " holds " + expected(wrong.getTargetType());
      default -> field + " is not complete, or holds what it may not";
    };
  }

  /// What is wrong with the text itself arrives wrapped, where it is met within an object.
  private static @Nullable Throwable syntax(Throwable failure) {
    var cause = failure;
    while (cause != null && !(cause instanceof StreamReadException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String known(UnrecognizedPropertyException unknown) {
    var names = unknown.getKnownPropertyIds();
    return names == null || names.isEmpty()
        ? ""
        : names.stream()
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(", ", "; known are: ", ""));
  }

  private static boolean isEnum(@Nullable Class<?> type) {
    return type != null && type.isEnum();
  }

  private static String codes(Class<?> type) {
    return Stream.of(Objects.requireNonNull(type.getEnumConstants()))
        .map(constant -> CODES.convertValue(constant, String.class))
        .collect(Collectors.joining(", "));
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "something else than belongs there";
    }
    if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
      return "a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (CharSequence.class.isAssignableFrom(type) || type.isEnum()) {
      return "a text";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "a time, such as 2027-12-31T00:00:00Z";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String pointer(JacksonException failure) {
    var pointer = new StringBuilder();
    var path =
        failure instanceof JsonMappingException mapping
            ? mapping.getPath()
            : List.<JsonMappingException.Reference>of();
    for (var step : path) {
      var name = step.getFieldName();
      if (name == null) {
        pointer.append('/').append(step.getIndex());
      } else if (isPlain(name)) {
        pointer.append('/').append(name);
      } else {
        break;
      }
    }
    return pointer.toString();
  }

  private static boolean isPlain(String name) {
    return PLAIN_NAME.matcher(name).matches();
  }
}
