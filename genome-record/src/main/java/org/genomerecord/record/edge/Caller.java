package org.genomerecord.record.edge;

import io.opentelemetry.api.trace.Span;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// The verified caller of the request at hand.
@RequestScoped
public class Caller {
  /// Header with the purpose of use, an HL7 v3 code.
  public static final String PURPOSE_OF_USE = "Purpose-Of-Use";

  /// Header with the use in research: terms of DUO and MONDO, with commas or spaces between them.
  public static final String RESEARCH_USE = "Research-Use";

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String CARE_TEAMS = "care_teams";
  private static final int CARE_TEAMS_MAX = 64;
  private static final int RESEARCH_TERMS_MAX = 32;
  private static final Pattern BETWEEN_TERMS = Pattern.compile("[, ]+");
  private static final Pattern PURPOSE_FORM = Pattern.compile("[A-Z]{1,16}");

  private final SecurityIdentity identity;
  private final RoutingContext request;
  private final String correlation;

  Caller(SecurityIdentity identity, RoutingContext request) {
    this.identity = identity;
    this.request = request;
    var given = request.request().getHeader(REQUEST_ID);
    this.correlation =
        given != null && REQUEST_ID_FORM.matcher(given).matches()
            ? given
            : UUID.randomUUID().toString();
  }

  /// Whether a verified token came with the request.
  public boolean isKnown() {
    return !identity.isAnonymous();
  }

  /// @throws IllegalStateException if nobody is known: the endpoint forgot to require it
  public Actor actor() {
    return actorOf(identity);
  }

  /// The actor that a verified identity stands for.
  public static Actor actorOf(SecurityIdentity identity) {
    if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new IllegalStateException("no verified token");
    }
    var role = Roles.actingRole(identity.getRoles());
    return new Actor(idOf(token, role), role, token.<@Nullable String>getClaim("organisation"));
  }

  /// Patients by opaque account id: their account name may be their name. Services by their client
  /// id (RFC 9068 section 2.2, OpenID Connect `azp`), which in the token of a person only names the
  /// program. Everybody else by name, for the officer to read.
  private static String idOf(JsonWebToken token, String role) {
    if (role.equals(Roles.SERVICE)) {
      String client = token.<@Nullable String>getClaim("client_id");
      String authorized = token.<@Nullable String>getClaim("azp");
      return client != null ? client : authorized != null ? authorized : token.getSubject();
    }
    String name = token.<@Nullable String>getClaim("preferred_username");
    return role.equals(Roles.PATIENT) || name == null ? token.getSubject() : name;
  }

  /// The care teams that a verified identity belongs to, from the claim `care_teams`.
  ///
  /// @throws Refusal forbidden, if they are more than 64: leaving some out could leave out one that
  ///   a patient has denied
  public static Set<String> careTeamsOf(SecurityIdentity identity) {
    Object claim = ((JsonWebToken) identity.getPrincipal()).getClaim(CARE_TEAMS);
    var teams = new TreeSet<String>();
    switch (claim) {
      case null -> {}
      case Collection<?> several -> several.forEach(team -> teams.add(textOf(team)));
      default -> teams.add(textOf(claim));
    }
    if (teams.size() > CARE_TEAMS_MAX) {
      throw new Refusal(
          Category.FORBIDDEN, "too-many-care-teams", "your token names more than 64 care teams");
    }
    return teams;
  }

  private static String textOf(Object claim) {
    return claim instanceof JsonString text ? text.getString() : claim.toString();
  }

  /// The program that a verified identity's token was issued to (OpenID Connect `azp`), or null.
  public static @Nullable String applicationOf(SecurityIdentity identity) {
    return ((JsonWebToken) identity.getPrincipal()).<@Nullable String>getClaim("azp");
  }

  /// OpenID Connect `sub`: the account, for linking a patient to it.
  public String account() {
    return ((JsonWebToken) identity.getPrincipal()).getSubject();
  }

  /// The caller's own access token, to be passed on as the subject of a decision (RFC 8693).
  public String token() {
    return identity.getCredential(AccessTokenCredential.class).getToken();
  }

  /// Id of the outside request, the same from the gateway to every event.
  public String correlation() {
    return correlation;
  }

  /// The purpose of use as the caller states it, or null if there is none of the right form.
  public @Nullable String purposeOfUse() {
    var purpose = request.request().getHeader(PURPOSE_OF_USE);
    return purpose != null && PURPOSE_FORM.matcher(purpose).matches() ? purpose : null;
  }

  /// The terms of the use in research as the caller states them.
  ///
  /// @throws Refusal incorrect, if they are more than 32
  public List<String> researchUse() {
    var terms =
        request.request().headers().getAll(RESEARCH_USE).stream()
            .flatMap(BETWEEN_TERMS::splitAsStream)
            .filter(term -> !term.isEmpty())
            .limit(RESEARCH_TERMS_MAX + 1L)
            .toList();
    if (terms.size() > RESEARCH_TERMS_MAX) {
      throw new Refusal(
          Category.INCORRECT, "research-use", "a use in research has at most 32 terms");
    }
    return terms;
  }

  /// Attribution of what the caller does now.
  public Attribution attribution() {
    return new Attribution(actor(), purposeOfUse(), now(), correlation, null, traceParent());
  }

  /// Now, as precisely as the log keeps it.
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /// W3C trace context of the span at hand, or null.
  public static @Nullable String traceParent() {
    var span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
        : null;
  }
}
