package org.genomerecord.localstack.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.record.permit.DecisionsApi;
import org.genomerecord.record.seal.KeyInTransit;

/// Asks consent-service as the suite's services do, on behalf of a clinician: enrols patients, lets
/// them permit care, and asks for decisions.
final class DecisionsAsked implements AutoCloseable {
  private static final int PATIENTS = 16;
  private static final int CONSENTS_MAX = 25;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LagStack stack;
  private final Vertx vertx;
  private final HttpClient client;
  private final URI service;
  private final String clinician;
  private final String requester;

  /// One for all: what the one who asks spends on keys is not what is measured.
  private final String sealTo = KeyInTransit.generate().publicKey();

  DecisionsAsked(LagStack stack, Vertx vertx) {
    this.stack = stack;
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(64));
    this.service = stack.stack().url("consent-service");
    this.clinician = stack.token("dr-bench", "clinician");
    this.requester = stack.token("service-account-bench", "service");
  }

  /// An answer of the service.
  private record Answer(int status, String body) {
    Answer expect(int wanted) {
      if (status != wanted) {
        throw new StackFault("consent-service answered " + status + " " + body, "See its log");
      }
      return this;
    }

    String text(String field) throws JsonProcessingException {
      return JSON.readTree(body).path(field).asText();
    }
  }

  private Answer post(String path, String token, Object body, Map<String, String> headers) {
    try {
      var bytes = Buffer.buffer(JSON.writeValueAsBytes(body));
      return EventLog.await(send(path, token, bytes, headers));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// On an event loop from the first step: on a thread of the caller's, an answer that comes before
  /// somebody asks for its body loses it.
  private Future<Answer> send(String path, String token, Buffer body, Map<String, String> headers) {
    var answered = Promise.<Answer>promise();
    vertx.runOnContext(_ ->
        client
            .request(HttpMethod.POST, service.getPort(), service.getHost(), path)
            .compose(request -> {
              request.putHeader("Authorization", "Bearer " + token);
              request.putHeader("Content-Type", "application/json");
              headers.forEach(request::putHeader);
              return request.send(body);
            })
            .compose(response ->
                response.body().map(sent -> new Answer(response.statusCode(), sent.toString())))
            .onComplete(answered));
    return answered.future();
  }

  /// Enrols patients who permit care, with so many rules that have to be read.
  ///
  /// @return the bodies of requests for decisions about them
  List<Buffer> patients(int rules) throws JsonProcessingException {
    var bodies = new ArrayList<Buffer>();
    for (int number = 0; number < PATIENTS; number++) {
      var account = "account-" + UUID.randomUUID();
      var patient = enrolled(account);
      int consents = Math.min(CONSENTS_MAX, Math.max(5, rules / 10 * 2));
      for (int consent = 0; consent < consents; consent++) {
        post(
                "/patients/" + patient + "/consents",
                stack.token(account, "patient"),
                Map.of("provision", provision(consent, rules / consents - 1)),
                Map.of())
            .expect(201);
      }
      bodies.add(Buffer.buffer(JSON.writeValueAsBytes(request(patient))));
    }
    return bodies;
  }

  private String enrolled(String account) throws JsonProcessingException {
    var person =
        Map.of(
            "identifier",
            Map.of("system", "urn:oid:2.999.1.1", "value", "B-" + UUID.randomUUID()),
            "name",
            "Bea Synthetic",
            "account",
            account);
    return post("/patients", clinician, person, Map.of()).expect(201).text("patient");
  }

  /// Permits care, with exceptions for others, as the patients of `RecordingBenchmark` do.
  private static Map<String, Object> provision(int number, int exceptions) {
    return Map.of(
        "type",
        "permit",
        "purposesOfUse",
        List.of("TREAT"),
        "actions",
        List.of("collect", "use"),
        "dataClasses",
        List.of("pharmacogenomic"),
        "until",
        Instant.now().plus(365, ChronoUnit.DAYS).toString(),
        "provisions",
        IntStream.range(0, exceptions)
            .mapToObj(other ->
                Map.of(
                    "type",
                    "deny",
                    "actors",
                    List.of(Map.of("kind", "person", "id", number + "-" + other))))
            .toList());
  }

  private Map<String, Object> request(String patient) {
    return Map.of(
        "patient",
        patient,
        "purposeOfUse",
        "TREAT",
        "action",
        "use",
        "dataClasses",
        List.of("pharmacogenomic"),
        "resource",
        "DiagnosticReport",
        "subjectToken",
        clinician,
        "correlation",
        "bench");
  }

  /// Asks about one patient after the other; each answer has to carry a key.
  Load.Caller caller(List<Buffer> bodies, int number) {
    return new Load.Caller() {
      private int next = number;

      @Override
      public void call() {
        var answer = decided(bodies.get(next++ % bodies.size()));
        if (!answer.contains("\"keyset\"")) {
          throw new IllegalStateException("no key: " + answer);
        }
      }
    };
  }

  private String decided(Buffer body) {
    return EventLog.await(
            send("/decisions", requester, body, Map.of(DecisionsApi.KEY_SEALED_TO, sealTo)))
        .expect(200)
        .body();
  }

  /// Asks about a patient who permits nothing.
  ///
  /// @return how many denials came
  long deniedWithoutConsent() throws JsonProcessingException {
    var patient = enrolled("account-" + UUID.randomUUID());
    var answer = decided(Buffer.buffer(JSON.writeValueAsBytes(request(patient))));
    return answer.contains("no-consent") && !answer.contains("\"keyset\"") ? 1 : 0;
  }

  @Override
  public void close() {
    EventLog.await(client.close());
  }
}
