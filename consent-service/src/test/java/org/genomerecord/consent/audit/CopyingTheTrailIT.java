package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.TestLog;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the real schema.
class CopyingTheTrailIT {
  private static final Attribution OFFICER =
      new Attribution(
          new Actor("officer", "compliance-officer", null),
          null,
          MONDAY_NOON.plusSeconds(60),
          "request-1",
          null,
          null);

  private final TestLog database = TestLog.create();
  private final ExportPlaces places = new ExportPlaces(1);
  private final List<QueryAuditTrail> recorded = new ArrayList<>();
  private final List<Runnable> gone = new ArrayList<>();
  private final ExportResource exports =
      new ExportResource(
          () -> OFFICER, recorded::add, new TrailReader(database.pool()), places, 2, gone::add);

  @BeforeEach
  void aTrail() {
    SampleTrail.addSchema(database);
    SampleTrail.write(
        database,
        List.of(
            SampleTrail.permitted("p1", MONDAY_NOON),
            SampleTrail.permitted("p2", MONDAY_NOON),
            SampleTrail.permitted("p3", MONDAY_NOON)));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private static Optional<Method> annotated(Class<? extends Annotation> method) {
    return Arrays.stream(ExportResource.class.getMethods())
        .filter(one -> one.isAnnotationPresent(method))
        .findFirst();
  }

  private static UriInfo uri(Map<String, String> query) {
    var parameters = new MultivaluedHashMap<>(query);
    return (UriInfo)
        Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (_, method, _) -> {
              assertThat(method.getName()).isEqualTo("getQueryParameters");
              return parameters;
            });
  }

  private RestResponse<?> asked(Method method, Map<String, String> query)
      throws ReflectiveOperationException {
    return (RestResponse<?>) method.invoke(exports, uri(query));
  }

  /// The method that Jakarta REST calls (section 3.3.5): that for GET, if there is none for HEAD.
  private static Method forHead() {
    return annotated(HEAD.class).or(() -> annotated(GET.class)).orElseThrow();
  }

  private static Method forGet() {
    return annotated(GET.class).orElseThrow();
  }

  @Test
  void anExportIsRecordedAndGivesItsPlaceBack() throws ReflectiveOperationException, IOException {
    var answer = asked(forGet(), Map.of());

    assertThat(recorded).hasSize(1);
    assertThat(places.semaphore().availablePermits()).isZero();
    assertThatThrownBy(() -> asked(forGet(), Map.of()))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("exports-running"));
    var written = new ByteArrayOutputStream();
    ((StreamingOutput) answer.getEntity()).write(written);
    assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    assertThat(places.semaphore().availablePermits()).isOne();
  }

  @Test
  void whoHangsUpBeforeTheFirstByteGivesItsPlaceBackOnce() throws ReflectiveOperationException {
    var answer = asked(forGet(), Map.of());

    gone.getFirst().run();
    gone.getFirst().run();

    assertThat(places.semaphore().availablePermits()).isOne();
    var written = new ByteArrayOutputStream();
    assertThatThrownBy(() -> ((StreamingOutput) answer.getEntity()).write(written))
        .isInstanceOf(IOException.class);
    assertThat(written.size()).isZero();
    assertThat(places.semaphore().availablePermits()).isOne();
  }

  @Test
  void whoAsksForTheHeadersTakesNoPlaceAndHasNoCopyOnRecord() throws ReflectiveOperationException {
    var query = Map.of("format", "csv");

    var answer = asked(forHead(), query);

    assertThat(places.semaphore().availablePermits()).isOne();
    assertThat(recorded).isEmpty();
    assertThat(answer.getEntity()).isNull();
    assertThat(answer.getHeaders()).isEqualTo(asked(forGet(), query).getHeaders());
    assertThat(answer.getHeaderString("Content-Disposition")).contains("audit.csv");
  }

  @Test
  void headersOfAQuestionThatMakesNoSenseAreRefused() {
    for (var query : List.of(Map.of("format", "pdf"), Map.of("after", "x"), Map.of("who", "x"))) {
      assertThatThrownBy(() -> asked(forHead(), query)).hasCauseInstanceOf(Refusal.class);
    }
  }
}
