package org.genomerecord.interpretation.activation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.genomerecord.interpretation.activation.StoredReleases.Stored;
import org.genomerecord.interpretation.knowledge.Differences;
import org.genomerecord.interpretation.knowledge.Differences.Change;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// An operator stores knowledge releases, reads how they differ and activates one. There is no
/// patient data in any of it.
@Path("/services/interpretation-service/knowledge-releases")
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class KnowledgeReleasesResource {
  private static final int LISTED_MAX = 1_000;

  private final Caller caller;
  private final KnowledgeReleases releases;
  private final StoredReleases stored;

  KnowledgeReleasesResource(Caller caller, KnowledgeReleases releases, StoredReleases stored) {
    this.caller = caller;
    this.releases = releases;
    this.stored = stored;
  }

  /// @param archive base64 of a [ReleaseFiles#archive]
  record Upload(@Nullable String archive) {}

  /// @param inPlaceOf the release that was active when the differences were read
  record Activation(@Nullable String inPlaceOf) {}

  /// @param active the name of the release that interprets
  /// @param activeSince null: none was activated, so that it is the build's own
  /// @param releases the newest first, at most 1,000
  record Listed(String active, @Nullable Instant activeSince, List<Stored> releases) {
    Listed {
      releases = List.copyOf(releases);
    }
  }

  /// @param name date and the beginning of the digest
  record Uploaded(String name, String digest) {}

  /// @param text the changes for people
  record Told(String from, String to, List<Change> changes, String text) {
    Told {
      changes = List.copyOf(changes);
    }

    static Told of(Differences differences) {
      return new Told(
          differences.from(), differences.to(), differences.changes(), differences.text());
    }
  }

  @GET
  public Listed list() {
    var activation = releases.activation();
    return new Listed(
        releases.activeName(),
        activation.map(latest -> latest.activatedAt()).orElse(null),
        stored.newest(LISTED_MAX));
  }

  /// Stores a release, which changes nothing about what interprets. Storing it twice is storing it
  /// once.
  @POST
  @ResponseStatus(201)
  public Uploaded upload(@Nullable Upload upload) {
    if (upload == null || upload.archive() == null) {
      throw new Refusal(
          Category.INCORRECT, "archive-missing", "the archive of a release is needed");
    }
    try {
      var files = ReleaseFiles.ofArchive(Base64.getDecoder().decode(upload.archive()));
      var release = files.release();
      stored.store(release, files, Caller.now(), caller.actor().id());
      return new Uploaded(release.name(), release.digest());
    } catch (DefectiveKnowledge defect) {
      throw new Refusal(
          Category.UNSUPPORTED, "knowledge-defective", String.valueOf(defect.getMessage()));
    } catch (IllegalArgumentException _) {
      throw new Refusal(Category.INCORRECT, "archive-malformed", "the archive is not base64");
    }
  }

  @GET
  @Path("/{release}/differences")
  public Told differences(String release) {
    return Told.of(releases.differences(release));
  }

  @POST
  @Path("/{release}/activation")
  public Listed activate(String release, @Nullable Activation activation) {
    if (activation == null || activation.inPlaceOf() == null) {
      throw new Refusal(
          Category.INCORRECT,
          "in-place-of-missing",
          "inPlaceOf is needed: the release that was active when the differences were read");
    }
    releases.activate(release, activation.inPlaceOf(), caller.attribution());
    return list();
  }
}
