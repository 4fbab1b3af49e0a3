package org.genomerecord.consent.key;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.genomerecord.consent.key.KeyRotation.Rotation;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// The engineer on call rotates the key-encryption key and sees how far that is.
@Path("/services/consent-service/key-rotation")
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class KeyRotationResource {
  private final Caller caller;
  private final KeyRotation rotation;

  KeyRotationResource(Caller caller, KeyRotation rotation) {
    this.caller = caller;
    this.rotation = rotation;
  }

  /// @param state `rotating` or `idle`
  /// @param latest null: there was none
  record Status(String state, @Nullable Rotation latest) {
    static Status of(@Nullable Rotation latest) {
      return new Status(latest != null && latest.endedAt() == null ? "rotating" : "idle", latest);
    }
  }

  @GET
  public Status status() {
    return Status.of(rotation.latest());
  }

  /// Has all subject keys wrapped again; that goes on after the answer, and while the service
  /// serves.
  @POST
  @ResponseStatus(202)
  public Status rotate() {
    return Status.of(rotation.begin(caller.attribution()));
  }
}
