package org.genomerecord.record.sourcing;

import org.jspecify.annotations.Nullable;

/// Who acts, as the verified token says.
///
/// @param id opaque account id for patients, account or client name for everybody else
/// @param role the role that the act is done in, such as `clinician`
/// @param organisation the actor's organisation, if the token names one
public record Actor(String id, String role, @Nullable String organisation) {}
