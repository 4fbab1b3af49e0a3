package org.genomerecord.ingestion.upload;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.genomerecord.ingestion.callset.CallSetValidation;
import org.genomerecord.ingestion.callset.IngestionLimits;
import org.genomerecord.ingestion.callset.SubmissionsResource;
import org.genomerecord.ingestion.laboratory.Admission;
import org.genomerecord.ingestion.partial.PartialUploads;
import org.genomerecord.ingestion.partial.Upload;
import org.genomerecord.ingestion.partial.UploadBody;
import org.genomerecord.ingestion.partial.UploadChecksum;
import org.genomerecord.ingestion.partial.UploadLimits;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where laboratories upload large files, in pieces and over bad lines (tus 1.0.0: core protocol,
/// creation, creation with upload, checksum, expiration, termination).
@Path("/submissions/uploads")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class UploadsResource {
  private static final String EXTENSIONS =
      "creation,creation-with-upload,checksum,expiration,termination";
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final Caller caller;
  private final Admission admission;
  private final UploadIntake intake;
  private final PartialUploads uploads;
  private final CallSetValidation validation;
  private final IngestionLimits ingestion;
  private final UploadLimits limits;

  UploadsResource(
      Caller caller,
      Admission admission,
      UploadIntake intake,
      PartialUploads uploads,
      CallSetValidation validation,
      IngestionLimits ingestion,
      UploadLimits limits) {
    this.caller = caller;
    this.admission = admission;
    this.intake = intake;
    this.uploads = uploads;
    this.validation = validation;
    this.ingestion = ingestion;
    this.limits = limits;
  }

  /// What is spoken here.
  @OPTIONS
  public RestResponse<Object> options() {
    return answer(NO_CONTENT)
        .header("Tus-Version", UploadHeaders.VERSION)
        .header("Tus-Extension", EXTENSIONS)
        .header("Tus-Max-Size", limits.bytesMax())
        .header("Tus-Checksum-Algorithm", UploadChecksum.names())
        .build();
  }

  /// Begins an upload; with the first bytes, if they are of the media type of uploads.
  ///
  /// Answers 201 with its address. It counts against the quota as a submission now. The purpose of
  /// use stands in the metadata, or in its own header.
  @POST
  public RestResponse<Object> create(
      @HeaderParam("Tus-Resumable") @Nullable String version,
      @HeaderParam("Upload-Length") @Nullable String length,
      @HeaderParam("Upload-Defer-Length") @Nullable String deferred,
      @HeaderParam("Upload-Metadata") @Nullable String metadata,
      @HeaderParam("Upload-Checksum") @Nullable String checksum,
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Content-Length") @Nullable String contentLength,
      InputStream body)
      throws IOException {
    UploadHeaders.requireVersion(version);
    long bytes = UploadHeaders.length(length, deferred, limits.bytesMax());
    var read = UploadMetadata.parse(metadata, Caller.now());
    var laboratory = admission.upload(bytes, read.submission().testCode()).laboratory().value();
    var announced = UploadHeaders.announced(contentLength);
    if (announced.isPresent() && announced.getAsLong() > bytes) {
      throw Upload.tooLong();
    }
    var upload =
        intake.begin(
            Objects.requireNonNull(metadata),
            read,
            bytes,
            attribution(purposeOf(read)),
            laboratory,
            caller.token(),
            UploadHeaders.isMediaType(contentType) ? body(body, checksum) : null);
    return progress(CREATED, upload)
        .header("Location", "/submissions/uploads/" + upload.id())
        .build();
  }

  /// How far an upload has come.
  @HEAD
  @Path("/{upload}")
  public RestResponse<Object> head(
      UUID upload, @HeaderParam("Tus-Resumable") @Nullable String version) {
    UploadHeaders.requireVersion(version);
    var found = own(upload);
    found.requireUnexpired(Caller.now());
    var metadata = intake.metadataOf(found, attribution(found.purposeOfUse()), caller.token());
    return progress(OK, found)
        .header("Upload-Length", found.lengthBytes())
        .header("Upload-Metadata", metadata)
        .header("Cache-Control", "no-store")
        .build();
  }

  /// Adds bytes at the offset that the upload has come to. With the last of them it is a
  /// submission, whose status stands at `Content-Location`.
  ///
  /// A refusal by validation that was waited for (`Prefer: wait=N`) is told as with a submission.
  @PATCH
  @Path("/{upload}")
  public RestResponse<Object> append(
      UUID upload,
      @HeaderParam("Tus-Resumable") @Nullable String version,
      @HeaderParam("Upload-Offset") @Nullable String offset,
      @HeaderParam("Upload-Checksum") @Nullable String checksum,
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Content-Length") @Nullable String contentLength,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Accept") @Nullable String accept,
      InputStream body)
      throws IOException {
    UploadHeaders.requireVersion(version);
    UploadHeaders.requireMediaType(contentType);
    long claimed = UploadHeaders.offset(offset);
    own(upload);
    var admitted = admission.ofPatients();
    var sent = body(body, checksum);
    Upload now;
    var outcome = new AtomicReference<@Nullable Verdict>();
    try (var lock = uploads.lock(upload)) {
      var found = own(upload);
      found.requireWritable(claimed, UploadHeaders.announced(contentLength), Caller.now());
      try {
        now =
            intake.append(
                lock,
                found,
                attribution(found.purposeOfUse()),
                caller.token(),
                sent,
                accession ->
                    validation
                        .await(accession, ingestion.waitMillis(prefer))
                        .ifPresent(outcome::set));
      } finally {
        admitted.oweOfUpload(sent.readBytes(), addedBytes(found));
      }
    }
    var refused = outcome.get();
    return refused != null && refused.isRefused()
        ? SubmissionsResource.refusal(now.accession(), refused, accept)
        : progress(NO_CONTENT, now).build();
  }

  /// How much further an upload is than it was; what ended meanwhile came to its end.
  private long addedBytes(Upload before) {
    return uploads.find(before.id()).map(Upload::offsetBytes).orElse(before.lengthBytes())
        - before.offsetBytes();
  }

  /// The same for clients that cannot `PATCH`; there is nothing else to post to an upload.
  @POST
  @Path("/{upload}")
  public RestResponse<Object> appendByPost(
      UUID upload,
      @HeaderParam("Tus-Resumable") @Nullable String version,
      @HeaderParam("Upload-Offset") @Nullable String offset,
      @HeaderParam("Upload-Checksum") @Nullable String checksum,
      @HeaderParam("Content-Type") @Nullable String contentType,
      @HeaderParam("Content-Length") @Nullable String contentLength,
      @HeaderParam("Prefer") @Nullable String prefer,
      @HeaderParam("Accept") @Nullable String accept,
      InputStream body)
      throws IOException {
    return append(
        upload, version, offset, checksum, contentType, contentLength, prefer, accept, body);
  }

  /// Ends an upload with all that came of it. A submission that came of it stays.
  @DELETE
  @Path("/{upload}")
  public RestResponse<Object> terminate(
      UUID upload, @HeaderParam("Tus-Resumable") @Nullable String version) {
    UploadHeaders.requireVersion(version);
    own(upload).requireUnexpired(Caller.now());
    uploads.remove(upload);
    return answer(NO_CONTENT).build();
  }

  private static RestResponse.ResponseBuilder<Object> answer(int status) {
    return RestResponse.ResponseBuilder.create(status);
  }

  private static RestResponse.ResponseBuilder<Object> progress(int status, Upload upload) {
    var answer =
        answer(status)
            .header("Upload-Offset", upload.offsetBytes())
            .header("Upload-Expires", UploadHeaders.httpDate(upload.expiresAt()));
    return upload.state() == Upload.State.COMPLETED
        ? answer.header("Content-Location", "/accessions/" + upload.accession())
        : answer;
  }

  private static UploadBody body(InputStream bytes, @Nullable String checksum) {
    return new UploadBody(bytes, checksum == null ? null : UploadChecksum.parse(checksum));
  }

  private @Nullable String purposeOf(UploadMetadata metadata) {
    var inHeader = caller.purposeOfUse();
    var inMetadata = metadata.purposeOfUse();
    if (inHeader != null && inMetadata != null && !inHeader.equals(inMetadata)) {
      throw new Refusal(
          Category.INCORRECT, "purpose-of-use", "header and metadata state two purposes of use");
    }
    return inMetadata == null ? inHeader : inMetadata;
  }

  private Attribution attribution(@Nullable String purposeOfUse) {
    return new Attribution(
        caller.actor(),
        purposeOfUse,
        Caller.now(),
        caller.correlation(),
        null,
        Caller.traceParent());
  }

  private Upload own(UUID id) {
    var upload = uploads.find(id).orElseThrow(() -> unknown(null));
    if (!upload.lab().equals(caller.actor().organisation())) {
      throw unknown(upload.patient());
    }
    return upload;
  }

  /// Another laboratory's upload and one that is not there look the same from outside.
  private static RefusedAtTheDoor unknown(@Nullable Pseudonym patient) {
    return new RefusedAtTheDoor(
        Category.NOT_FOUND, "upload-unknown", "you have no such upload", patient);
  }
}
