package org.genomerecord.ingestion.upload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.callset.Submission;
import org.genomerecord.ingestion.callset.SubmissionContext;
import org.genomerecord.ingestion.digest.ContentDigest;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// What a laboratory says at the creation of an upload, in `Upload-Metadata` (tus 1.0.0, creation
/// extension). The keys are the names of the headers of a submission, in lower case.
///
/// @param purposeOfUse HL7 v3 code, or null if it is not said here
/// @param contentDigest of the whole file; empty if it is not said
record UploadMetadata(
    Submission submission, @Nullable String purposeOfUse, ContentDigest contentDigest) {
  private static final int LENGTH_MAX = 4096;
  private static final int FILE_NAME_LENGTH_MAX = 255;
  private static final Pattern PURPOSE = Pattern.compile("[A-Z]{1,16}");
  private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+/;= -]{1,127}");
  private static final Set<String> KEYS =
      Set.of(
          "accession",
          "patient-identifier",
          "purpose-of-use",
          "sample",
          "assembly",
          "test-code",
          "filename",
          "filetype",
          "content-digest",
          "correction-reason",
          "submission-context");

  /// Reads the header: pairs with commas between them; a key, a space and the value in base64.
  ///
  /// @param now when it came: nothing was collected later
  /// @throws Refusal incorrect, if it is of another form, names a key twice or one that is not
  ///   there, or a value is not what its key holds; it tells the key, never the value
  static UploadMetadata parse(@Nullable String header, Instant now) {
    if (header == null || header.length() > LENGTH_MAX) {
      throw wrong("it is needed, with at most %d characters".formatted(LENGTH_MAX));
    }
    var values = pairs(header);
    requireFileName(values.get("filename"));
    var mediaType = values.get("filetype");
    if (mediaType != null && !mediaType.isEmpty() && !MEDIA_TYPE.matcher(mediaType).matches()) {
      throw wrong("filetype is a media type");
    }
    var testCode = values.get("test-code");
    if (testCode != null && !LaboratoryTerms.isTestCode(testCode)) {
      throw wrong("test-code is a code of the test directory");
    }
    var context = values.get("submission-context");
    var purpose = values.get("purpose-of-use");
    if (purpose != null && !PURPOSE.matcher(purpose).matches()) {
      throw wrong("purpose-of-use is a code such as TREAT");
    }
    var digest = values.get("content-digest");
    return new UploadMetadata(
        Submission.parse(
                values.get("accession"),
                values.get("patient-identifier"),
                values.get("sample"),
                values.get("assembly"))
            .correcting(values.get("correction-reason"))
            .stating(
                testCode,
                SubmissionContext.parse(context == null ? List.of() : List.of(context), now)),
        purpose,
        ContentDigest.parse(digest == null ? List.of() : List.of(digest)));
  }

  private static Map<String, String> pairs(String header) {
    var values = new HashMap<String, String>();
    for (var pair : header.split(",", -1)) {
      var parts = pair.strip().split(" ", -1);
      if (parts.length > 2 || !KEYS.contains(parts[0])) {
        throw wrong("the keys are " + String.join(", ", new TreeSet<>(KEYS)));
      }
      if (values.put(parts[0], parts.length == 1 ? "" : text(parts[0], parts[1])) != null) {
        throw wrong(parts[0] + " stands there twice");
      }
    }
    return values;
  }

  /// Decoded strictly: what is no base64, or no UTF-8, is not repaired.
  private static String text(String key, String base64) {
    try {
      if (base64.length() % 4 != 0) {
        throw wrong(key + " has a value that is no base64");
      }
      var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (IllegalArgumentException | CharacterCodingException _) {
      throw wrong(key + " has a value that is no base64 of UTF-8");
    }
  }

  /// A name and no path. It is never the name of anything here; whoever shows it may trust it.
  private static void requireFileName(@Nullable String name) {
    if (name != null
        && (name.isBlank()
            || name.length() > FILE_NAME_LENGTH_MAX
            || name.equals(".")
            || name.equals("..")
            || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c)))) {
      throw wrong(
          "filename is a name of 1 to %d characters without a path"
              .formatted(FILE_NAME_LENGTH_MAX));
    }
  }

  private static Refusal wrong(String why) {
    return new Refusal(Category.INCORRECT, "upload-metadata", "Upload-Metadata: " + why);
  }

  @Override
  public String toString() {
    return "UploadMetadata[…]";
  }
}
