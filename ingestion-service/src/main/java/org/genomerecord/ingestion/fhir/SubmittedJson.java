package org.genomerecord.ingestion.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// The JSON of a report before anything makes objects of it: bounded, well-formed, each name once.
///
/// @param json without what attachments hold: nothing of it is checked below
/// @param resourceType of the outermost resource; empty if it says none
/// @param resources that are validated one by one: the entries of a bundle, or the report itself
/// @param problems for which it is refused; the rest means nothing if there are any
record SubmittedJson(
    String json, String resourceType, List<Part> resources, List<VcfProblem> problems) {
  private static final String ATTACHMENT_DATA = "/presentedForm/\\d+/data";
  private static final String EMPTY_ATTACHMENT = "\"AA==\"";

  /// What it modifies must not be processed by who does not understand it (FHIR R4, extensibility),
  /// and none is understood here.
  private static final String MODIFIER = "modifierExtension";

  /// `%PDF-` in base64.
  private static final String PDF = "JVBERi";

  /// A number with an exponent of three digits, which nothing measured has: libraries write a
  /// number out in full, and `1e999999999` takes all memory there is. In any script's digits, as
  /// [java.math.BigDecimal] reads them.
  private static final Pattern HUGE =
      Pattern.compile("[+-]?+[\\d.]++[eE][+-]?+\\d{3,}+", Pattern.UNICODE_CHARACTER_CLASS);

  /// Elements that are never numbers. All others are taken for such, as the library takes a number
  /// in quotes, too.
  private static final Set<String> TEXTS = Set.of("id", "code", "display", "text", "reference");

  private static final int BASE64_CHARS = 4;
  private static final int BASE64_BYTES = 3;

  SubmittedJson {
    resources = List.copyOf(resources);
    problems = List.copyOf(problems);
  }

  /// One resource.
  ///
  /// @param expression FHIRPath of it
  /// @param line of its first brace, 1-based
  /// @param from its first character in the JSON
  /// @param to behind its last
  record Part(String expression, long line, int from, int to) {}

  static SubmittedJson read(String submitted, FhirBounds bounds) {
    var factory = factory(bounds);
    try {
      var attachments = new Attachments(submitted, bounds);
      var withoutAttachments = attachments.cut(factory);
      if (!attachments.problems.isEmpty()) {
        return refused(attachments.problems);
      }
      return parts(factory, withoutAttachments, attachments.contained, bounds);
    } catch (StreamConstraintsException e) {
      // Its message names the constraint only by a setter.
      boolean deep = String.valueOf(e.getMessage()).contains("depth");
      return refused(
          problem(
              line(e.getLocation()),
              deep ? ProblemCode.JSON_TOO_DEEP : ProblemCode.VALUE_TOO_LONG));
    } catch (JsonProcessingException e) {
      return refused(problem(line(e.getLocation()), ProblemCode.JSON_MALFORMED));
    } catch (IOException e) {
      throw new IllegalStateException("text in memory can be read", e);
    }
  }

  static JsonFactory factory(FhirBounds bounds) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(bounds.depthMax())
                .maxNameLength(200)
                .maxNumberLength(100)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static long line(@Nullable JsonLocation at) {
    return at == null ? 1 : Math.max(1, at.getLineNr());
  }

  private static SubmittedJson refused(VcfProblem problem) {
    return refused(List.of(problem));
  }

  private static SubmittedJson refused(List<VcfProblem> problems) {
    return new SubmittedJson("", "", List.of(), problems);
  }

  private static VcfProblem problem(long line, ProblemCode code) {
    return new VcfProblem(line, null, Severity.ERROR, code);
  }

  /// Takes out what attachments hold, and nothing else, so that lines stay where they are. Passes
  /// by each token, and holds it against the bounds.
  private static final class Attachments {
    private final String submitted;
    private final FhirBounds bounds;
    private final List<VcfProblem> problems = new ArrayList<>();
    private int contained;
    private int values;

    Attachments(String submitted, FhirBounds bounds) {
      this.submitted = submitted;
      this.bounds = bounds;
    }

    String cut(JsonFactory factory) throws IOException {
      var kept = new StringBuilder();
      int from = 0;
      try (var parser = factory.createParser(submitted)) {
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if ((token.isScalarValue() || token.isStructStart()) && ++values > bounds.valuesMax()) {
            problems.add(problem(1, ProblemCode.ENTRIES_TOO_MANY));
            return "";
          }
          if (token == JsonToken.FIELD_NAME && parser.currentName().equals(MODIFIER)) {
            problems.add(
                problem(parser.currentTokenLocation().getLineNr(), ProblemCode.FHIR_RULE_BROKEN));
          }
          if (token == JsonToken.START_OBJECT && isContained(parser)) {
            contained++;
          }
          if (token.isScalarValue()
              && HUGE.matcher(parser.getText().strip()).matches()
              && (token.isNumeric() || !isText(parser))) {
            problems.add(
                problem(parser.currentTokenLocation().getLineNr(), ProblemCode.FHIR_VALUE_INVALID));
          }
          if (token != JsonToken.VALUE_STRING) {
            continue;
          }
          long line = parser.currentTokenLocation().getLineNr();
          int start = (int) parser.currentTokenLocation().getCharOffset();
          int length = parser.getTextLength();
          if (isAttachment(parser)) {
            if (length / BASE64_CHARS * (long) BASE64_BYTES > bounds.attachmentBytesMax()) {
              problems.add(problem(line, ProblemCode.ATTACHMENT_TOO_LONG));
            } else if (!isBase64(parser.getText())) {
              problems.add(problem(line, ProblemCode.FHIR_VALUE_INVALID));
            } else if (!parser.getText().startsWith(PDF)) {
              problems.add(problem(line, ProblemCode.ATTACHMENT_TYPE));
            }
            kept.append(submitted, from, start).append(EMPTY_ATTACHMENT);
            from = (int) parser.currentLocation().getCharOffset();
          } else if (length > bounds.textCharsMax()) {
            problems.add(problem(line, ProblemCode.VALUE_TOO_LONG));
          }
        }
      }
      return kept.append(submitted, from, submitted.length()).toString();
    }

    /// An accession number may well be `7E1234`.
    private static boolean isText(JsonParser parser) throws IOException {
      return TEXTS.contains(String.valueOf(parser.currentName()))
          || parser
              .getParsingContext()
              .pathAsPointer()
              .toString()
              .matches(".*/identifier(/\\d+)?/value");
    }

    /// Of the object that just began, whether it stands in a list of contained resources.
    private static boolean isContained(JsonParser parser) {
      var list = parser.getParsingContext().getParent();
      return list != null
          && list.inArray()
          && Objects.equals(list.getParent().getCurrentName(), "contained");
    }

    private static boolean isAttachment(JsonParser parser) {
      return parser.getParsingContext().pathAsPointer().toString().matches(".*" + ATTACHMENT_DATA);
    }

    private static boolean isBase64(String text) {
      return !text.isEmpty()
          && text.length() % BASE64_CHARS == 0
          && text.chars()
              .allMatch(c ->
                  c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '='));
    }
  }

  /// @param contained resources that stand within others
  private static SubmittedJson parts(
      JsonFactory factory, String json, int contained, FhirBounds bounds) throws IOException {
    var parts = new ArrayList<Part>();
    var problems = new ArrayList<VcfProblem>();
    String type = "";
    int end = 0;
    try (var parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused(problem(1, ProblemCode.JSON_MALFORMED));
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var value = parser.nextToken();
        if (name.equals("resourceType") && value == JsonToken.VALUE_STRING) {
          type = parser.getText();
        }
        if (name.equals("entry") && value == JsonToken.START_ARRAY) {
          entries(parser, parts, problems);
        } else {
          parser.skipChildren();
        }
      }
      end = (int) parser.currentLocation().getCharOffset();
      if (parser.nextToken() != null) {
        return refused(
            problem(parser.currentTokenLocation().getLineNr(), ProblemCode.JSON_MALFORMED));
      }
    }
    if (parts.size() + contained > bounds.resourcesMax()) {
      return refused(problem(1, ProblemCode.ENTRIES_TOO_MANY));
    }
    boolean isBundle = type.equals("Bundle");
    return new SubmittedJson(
        json,
        type,
        isBundle ? parts : List.of(new Part(type, 1, 0, end)),
        isBundle ? problems : List.of());
  }

  private static void entries(JsonParser parser, List<Part> parts, List<VcfProblem> problems)
      throws IOException {
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var expression = "Bundle.entry[%d]".formatted(index++);
      long line = parser.currentTokenLocation().getLineNr();
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        problems.add(
            new VcfProblem(line, null, expression, Severity.ERROR, ProblemCode.ENTRY_INCOMPLETE));
        parser.skipChildren();
        continue;
      }
      boolean hasResource = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isResource = Objects.equals(parser.currentName(), "resource");
        var token = parser.nextToken();
        int from = (int) parser.currentTokenLocation().getCharOffset();
        long resourceLine = parser.currentTokenLocation().getLineNr();
        parser.skipChildren();
        if (isResource && token == JsonToken.START_OBJECT) {
          hasResource = true;
          parts.add(
              new Part(
                  expression + ".resource",
                  resourceLine,
                  from,
                  (int) parser.currentLocation().getCharOffset()));
        }
      }
      if (!hasResource) {
        problems.add(
            new VcfProblem(line, null, expression, Severity.ERROR, ProblemCode.ENTRY_INCOMPLETE));
      }
    }
  }

  /// The text of one resource.
  String of(Part part) {
    return json.substring(part.from(), part.to());
  }

  /// Prints nothing of it.
  @Override
  public String toString() {
    return "SubmittedJson[" + resources.size() + " resources]";
  }
}
