package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.v251.datatype.CE;
import ca.uhn.hl7v2.model.v251.datatype.CWE;
import ca.uhn.hl7v2.model.v251.datatype.SN;
import ca.uhn.hl7v2.model.v251.segment.OBX;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.genomerecord.ingestion.outside.NamedGene;
import org.jspecify.annotations.Nullable;

/// The value of an observation (OBX-5), of whatever type: codes and words.
///
/// @param codes CWE.1 and CWE.4; none of another type
/// @param written original text, then the codes' words; or the text itself
/// @param isRepeated whether there are several values
/// @param isAttachment whether it is a document, which was cut out
record CodedValue(
    List<String> codes, List<String> written, boolean isRepeated, boolean isAttachment) {
  private static final Pattern HGNC_ID = Pattern.compile("HGNC:[0-9]{1,7}");

  CodedValue {
    codes = List.copyOf(codes);
    written = List.copyOf(written);
  }

  static CodedValue of(OBX seen) {
    var values = seen.getObservationValue();
    boolean attached = Hl7Header.text(seen.getValueType().getValue()).equals("ED");
    Type value = values.length == 0 ? null : values[0].getData();
    boolean repeated = values.length > 1;
    return switch (value) {
      case CWE coded ->
          new CodedValue(
              texts(coded.getIdentifier(), coded.getAlternateIdentifier()),
              texts(coded.getOriginalText(), coded.getText(), coded.getAlternateText()),
              repeated,
              attached);
      case CE coded ->
          new CodedValue(
              texts(coded.getIdentifier(), coded.getAlternateIdentifier()),
              texts(coded.getText(), coded.getAlternateText()),
              repeated,
              attached);
      // One number, such as ^2: without a second it is a whole.
      case SN number ->
          new CodedValue(
              List.of(),
              texts(number.getComparator(), number.getNum1(), number.getSeparatorSuffix()).stream()
                  .reduce(String::concat)
                  .stream()
                  .toList(),
              repeated,
              attached);
      case Primitive text -> new CodedValue(List.of(), texts(text), repeated, attached);
      case null, default -> new CodedValue(List.of(), List.of(), repeated, attached);
    };
  }

  private static List<String> texts(@Nullable Primitive... primitives) {
    return Stream.of(primitives)
        .map(primitive -> Hl7Header.text(primitive == null ? null : primitive.getValue()))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /// What a person reads; empty if there is nothing.
  String words() {
    return Stream.concat(written.stream(), codes.stream()).findFirst().orElse("");
  }

  /// The gene that it names, by HGNC id, symbol or both.
  NamedGene gene() {
    var id = codes.stream().filter(code -> HGNC_ID.matcher(code).matches()).findFirst();
    var symbol =
        Stream.concat(written.stream(), codes.stream())
            .filter(text -> !HGNC_ID.matcher(text).matches())
            .findFirst();
    return NamedGene.of(id.orElse(null), symbol.orElse(""));
  }

  @Override
  public String toString() {
    return "CodedValue[…]";
  }
}
