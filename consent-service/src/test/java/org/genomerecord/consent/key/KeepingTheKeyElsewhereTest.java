package org.genomerecord.consent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.util.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.genomerecord.consent.key.KeyEncryptionKey.Wrapped;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Vault's transit engine and AWS KMS, as stand-ins of them on this machine have it.
class KeepingTheKeyElsewhereTest {
  private static final byte[] SECRET = "a subject key".getBytes(StandardCharsets.UTF_8);
  private static final String BINDING = "subject-key|PATIENT|1";

  @TempDir Path folder;
  private final VaultStandIn vault = new VaultStandIn();
  private final KmsStandIn kms = new KmsStandIn();
  private Path token = Path.of("");

  @BeforeEach
  void withCredentials() throws IOException {
    token = Files.writeString(folder.resolve("token"), VaultStandIn.TOKEN + "\n");
    System.setProperty("aws.accessKeyId", "stand-in");
    System.setProperty("aws.secretAccessKey", "stand-in");
    System.setProperty("aws.maxAttempts", "1");
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    System.clearProperty("aws.maxAttempts");
    vault.close();
    kms.close();
  }

  enum Keeper {
    VAULT,
    KMS
  }

  private StandIn standIn(Keeper keeper) {
    return switch (keeper) {
      case VAULT -> vault;
      case KMS -> kms;
    };
  }

  private KeyEncryptionKey key(Keeper keeper) {
    return switch (keeper) {
      case VAULT -> vault(vault.address());
      case KMS -> aws(KmsStandIn.ALIAS);
    };
  }

  private VaultTransit vault(URI address) {
    var settings = SampleSettings.vault(address, token);
    return new VaultTransit(settings.vault(), settings.timeout());
  }

  private AwsKms aws(String key) {
    return aws(kms.address(), key);
  }

  private static AwsKms aws(@Nullable URI address, String key) {
    var settings = SampleSettings.aws(address, key);
    return new AwsKms(settings.aws(), settings.timeout());
  }

  private static void assertAway(Supplier<?> call) {
    assertThatThrownBy(call::get)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE);
              assertThat(refusal.code()).isEqualTo("key-keeper-away");
              assertThat(refusal).hasNoCause();
            });
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrappedOpensAndIsNotThere(Keeper keeper) {
    var key = key(keeper);

    var wrapped = key.wrap(SECRET, BINDING);

    assertThat(new String(wrapped.bytes().toByteArray(), StandardCharsets.ISO_8859_1))
        .doesNotContain("a subject key")
        .doesNotContain(Base64.getEncoder().encodeToString(SECRET));
    assertThat(key.unwrap(wrapped, BINDING)).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrappedForAnotherDoesNotOpen(Keeper keeper) {
    var key = key(keeper);
    var wrapped = key.wrap(SECRET, BINDING);

    assertThatThrownBy(() -> key.unwrap(wrapped, "subject-key|ANOTHER|1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open")
        .hasNoCause();
    assertThatThrownBy(() -> key.rewrap(wrapped, "subject-key|ANOTHER|1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasAlteredDoesNotOpen(Keeper keeper) {
    var key = key(keeper);
    var wrapped = key.wrap(SECRET, BINDING);
    var bytes = wrapped.bytes().toByteArray();
    int last = bytes.length - 6;
    bytes[last] = (byte) (bytes[last] == 'A' ? 'B' : 'A');
    var altered = new Wrapped(Bytes.copyFrom(bytes), wrapped.keyVersion());

    assertThatThrownBy(() -> key.unwrap(altered, BINDING))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void afterARotationThereTheNextVersionWrapsAndTheEarlierStillOpens(Keeper keeper) {
    var key = key(keeper);
    var before = key.wrap(SECRET, BINDING);

    standIn(keeper).addVersion();

    assertThat(key.unwrap(before, BINDING)).isEqualTo(SECRET);
    var again = key.rewrap(before, BINDING);
    assertThat(again.keyVersion())
        .isNotEqualTo(before.keyVersion())
        .isEqualTo(key.wrap(SECRET, BINDING).keyVersion());
    assertThat(key.unwrap(again, BINDING)).isEqualTo(SECRET);
  }

  @Test
  void kmsWrapsAgainWithoutShowingTheSecret() {
    var key = aws(KmsStandIn.ALIAS);
    var before = key.wrap(SECRET, BINDING);
    kms.addVersion();
    int asked = kms.requests().size();

    key.rewrap(before, BINDING);

    assertThat(kms.requests()).hasSize(asked + 1);
    assertThat(kms.requests().getLast()).doesNotContain("Plaintext");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 429, 500, 502, 503})
  void aKeeperThatDoesNotDoItIsAway(int status) {
    for (var keeper : Keeper.values()) {
      var key = key(keeper);
      var wrapped = key.wrap(SECRET, BINDING);
      standIn(keeper).fails(status, Map.of("errors", "secret"));

      assertAway(() -> key.wrap(SECRET, BINDING));
      assertAway(() -> key.unwrap(wrapped, BINDING));
      assertAway(() -> key.rewrap(wrapped, BINDING));

      standIn(keeper).recovers();
      assertThat(key.unwrap(wrapped, BINDING)).isEqualTo(SECRET);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeeperThatIsGoneIsAway(Keeper keeper) {
    var key = key(keeper);
    var wrapped = key.wrap(SECRET, BINDING);
    standIn(keeper).close();

    assertAway(() -> key.unwrap(wrapped, BINDING));
  }

  @Test
  void anAnswerThatIsNoneIsAway() {
    vault.fails(200, Map.of("data", Map.of()));

    assertAway(() -> vault(vault.address()).wrap(SECRET, BINDING));
  }

  @Test
  void aTokenThatWasRenewedIsUsedWithoutARestart() throws IOException {
    var key = vault(vault.address());
    Files.writeString(token, "expired");
    assertAway(() -> key.wrap(SECRET, BINDING));

    Files.writeString(token, VaultStandIn.TOKEN);

    assertThat(key.unwrap(key.wrap(SECRET, BINDING), BINDING)).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://keeper.example:8200", "http://10.0.0.1", "keeper.example:8200"})
  void aKeeperElsewhereIsReachedByTlsOnly(URI address) {
    assertThatThrownBy(() -> vault(address))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("genome.kek.vault.address has to be https");
    assertThatThrownBy(() -> aws(address, KmsStandIn.ALIAS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the endpoint of genome.kek.aws has to be https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://keeper.example", "http://127.0.0.1:1", "http://localhost:1"})
  void overTlsOrOnThisMachineItMayBe(URI address) {
    assertThatCode(() -> vault(address)).doesNotThrowAnyException();
    assertThatCode(() -> aws(address, KmsStandIn.ALIAS)).doesNotThrowAnyException();
  }

  @Test
  void anEndpointThatTheSdkFindsByItselfIsLookedAtToo() {
    System.setProperty("aws.endpointUrlKms", "http://keeper.example");
    try {
      assertThatThrownBy(() -> aws(null, KmsStandIn.ALIAS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("https");
    } finally {
      System.clearProperty("aws.endpointUrlKms");
    }
  }

  @Test
  void aKeyThatKmsDoesNotKnowIsAway() {
    assertAway(() -> aws("alias/another").wrap(SECRET, BINDING));
  }
}
