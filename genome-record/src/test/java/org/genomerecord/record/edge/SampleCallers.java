package org.genomerecord.record.edge;

import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// Callers of requests without headers.
public final class SampleCallers {
  private SampleCallers() {}

  public static Caller of(String role, String account) {
    return new Caller(
        QuarkusSecurityIdentity.builder().setPrincipal(new Token(account)).addRole(role).build(),
        answering(
            RoutingContext.class,
            "request",
            answering(HttpServerRequest.class, "getHeader", null)));
  }

  private record Token(String account) implements JsonWebToken {
    @Override
    public String getName() {
      return account;
    }

    @Override
    public Set<String> getClaimNames() {
      return Set.of("sub");
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> @Nullable T getClaim(String name) {
      return (T) Map.of("sub", account).get(name);
    }
  }

  /// One that answers one question, and no other.
  private static <T> T answering(Class<T> type, String question, @Nullable Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (!method.getName().equals(question)) {
                throw new UnsupportedOperationException(method.getName());
              }
              return answer;
            }));
  }
}
