package org.genomerecord.ingestion.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.callset.CallSetIntake;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.partial.PartialUploads;
import org.genomerecord.ingestion.partial.Upload;
import org.genomerecord.ingestion.partial.UploadBody;
import org.genomerecord.ingestion.partial.UploadLimits;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Begins uploads, adds to them, and takes whole ones in; each request under a permit to collect of
/// its own. Blocks.
@ApplicationScoped
class UploadIntake {
  private static final String SCHEMA = "ingestion.Upload#1";

  /// Only call sets are so large that they are sent in pieces.
  private static final Optional<FileFormat> FORMAT = Optional.empty();

  private final PartialUploads uploads;
  private final CallSetIntake callSets;
  private final UploadLimits limits;

  UploadIntake(PartialUploads uploads, CallSetIntake callSets, UploadLimits limits) {
    this.uploads = uploads;
    this.callSets = callSets;
    this.limits = limits;
  }

  /// Begins an upload, with the first bytes if they come along.
  ///
  /// @param header `Upload-Metadata` as it came
  /// @param lab attribution with the upload's purpose of use
  /// @param body null if no bytes come along
  Upload begin(
      String header,
      UploadMetadata metadata,
      long lengthBytes,
      Attribution lab,
      String laboratory,
      String token,
      @Nullable UploadBody body)
      throws IOException {
    var accession = Accessions.idOf(laboratory, metadata.submission().number());
    var collected = metadata.submission().collected(FORMAT);
    var permit = callSets.permitUpload(metadata.submission(), collected, lab, laboratory, token);
    var upload =
        new Upload(
            UUID.randomUUID(),
            laboratory,
            permit.patient(),
            accession,
            Objects.requireNonNull(lab.purposeOfUse(), "without a purpose there is no permit"),
            collected,
            lengthBytes,
            0,
            Upload.State.OPEN,
            lab.at().plusSeconds(limits.expirySeconds()),
            null);
    var sealed = permit.key().seal(upload.id(), SCHEMA, header.getBytes(StandardCharsets.UTF_8));
    if (body == null) {
      uploads.create(upload, sealed);
      return upload;
    }
    return uploads.create(
        upload, sealed, permit.key(), body, whole -> take(upload, metadata, permit, lab, whole));
  }

  /// Adds the bytes of one request.
  ///
  /// @param upload as it is since the lock is held
  /// @param taken is told the accession as soon as its validation has begun, which is short where a
  ///   file is
  Upload append(
      PartialUploads.Writing lock,
      Upload upload,
      Attribution lab,
      String token,
      UploadBody body,
      Consumer<AccessionId> taken)
      throws IOException {
    var permit = permit(upload, lab, token);
    var metadata = UploadMetadata.parse(opened(upload, permit), lab.at());
    return uploads.append(
        lock,
        upload,
        permit.key(),
        body,
        whole -> {
          var own = own(upload, metadata, permit, lab, token);
          taken.accept(take(upload, metadata, own, lab, whole));
        });
  }

  /// The permit itself; another, if it is for the class that all uploads were of when this one was
  /// begun, and the metadata says another.
  private Decision.Permit own(
      Upload upload,
      UploadMetadata metadata,
      Decision.Permit permit,
      Attribution lab,
      String token) {
    var collected = metadata.submission().collected(FORMAT);
    return collected == upload.collected()
        ? permit
        : callSets.permit(upload.patient(), null, upload.accession(), collected, lab, token);
  }

  private AccessionId take(
      Upload upload,
      UploadMetadata metadata,
      Decision.Permit permit,
      Attribution lab,
      InputStream whole)
      throws IOException {
    return callSets.take(
        metadata.submission(),
        FORMAT,
        metadata.contentDigest().verified(whole),
        permit,
        lab,
        upload.lab());
  }

  /// `Upload-Metadata` as it came.
  String metadataOf(Upload upload, Attribution lab, String token) {
    return opened(upload, permit(upload, lab, token));
  }

  private Decision.Permit permit(Upload upload, Attribution lab, String token) {
    return callSets.permit(
        upload.patient(), null, upload.accession(), upload.collected(), lab, token);
  }

  private static String opened(Upload upload, Decision.Permit permit) {
    var sealed = Objects.requireNonNull(upload.metadata(), "it goes only when the upload expires");
    return new String(permit.key().open(sealed, SCHEMA), StandardCharsets.UTF_8);
  }
}
