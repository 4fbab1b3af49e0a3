package org.genomerecord.consent.key;

import com.google.crypto.tink.util.Bytes;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// A key-encryption key in AWS Key Management Service. The key never leaves it.
///
/// The binding is the encryption context: authenticated, and by that in the clear in AWS's own
/// audit log, where it shows pseudonyms. A version is the ARN of the key that wrapped: a new one
/// comes with an alias that is pointed at another key. Key material that AWS rotates by itself
/// under one ARN is its own affair.
final class AwsKms implements KeyEncryptionKey {
  private static final Logger LOG = LoggerFactory.getLogger(AwsKms.class);
  private static final String CONTEXT = "binding";

  private final KmsClient kms;
  private final String key;

  AwsKms(KekSettings.Aws settings, Duration timeout) {
    this.key =
        settings
            .key()
            .orElseThrow(() -> new IllegalStateException("genome.kek.aws.key is missing"));
    var client =
        KmsClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout))
            .overrideConfiguration(override -> override.apiCallTimeout(timeout));
    settings.region().map(Region::of).ifPresent(client::region);
    settings.endpoint().ifPresent(client::endpointOverride);
    this.kms = client.build();
    // Also what the SDK's own settings say, such as the environment's AWS_ENDPOINT_URL_KMS.
    kms.serviceClientConfiguration()
        .endpointOverride()
        .ifPresent(
            address -> KeeperAddress.requireProtected("the endpoint of genome.kek.aws", address));
  }

  @Override
  public Wrapped wrap(byte[] secret, String binding) {
    var answer =
        answered(
            "Encrypt",
            () ->
                kms.encrypt(request ->
                    request
                        .keyId(key)
                        .plaintext(SdkBytes.fromByteArray(secret))
                        .encryptionContext(Map.of(CONTEXT, binding))));
    return new Wrapped(bytes(answer.ciphertextBlob()), "aws:" + answer.keyId());
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, String binding) {
    var answer =
        answered(
            "Decrypt",
            () ->
                kms.decrypt(request ->
                    request
                        .keyId(keyOf(wrapped))
                        .ciphertextBlob(blob(wrapped))
                        .encryptionContext(Map.of(CONTEXT, binding))));
    return answer.plaintext().asByteArray();
  }

  @Override
  public Wrapped rewrap(Wrapped wrapped, String binding) {
    var context = Map.of(CONTEXT, binding);
    var answer =
        answered(
            "ReEncrypt",
            () ->
                kms.reEncrypt(request ->
                    request
                        .ciphertextBlob(blob(wrapped))
                        .sourceKeyId(keyOf(wrapped))
                        .sourceEncryptionContext(context)
                        .destinationKeyId(key)
                        .destinationEncryptionContext(context)));
    return new Wrapped(bytes(answer.ciphertextBlob()), "aws:" + answer.keyId());
  }

  private static <T> T answered(String operation, Supplier<T> asking) {
    try {
      return asking.get();
    } catch (InvalidCiphertextException | IncorrectKeyException e) {
      LOG.error("the keeper of the keys refused to {}: {}", operation, e.getClass());
      throw new IllegalStateException("a wrapped key does not open under the keeper's key");
    } catch (KmsException e) {
      var code = e.awsErrorDetails() == null ? "?" : e.awsErrorDetails().errorCode();
      LOG.error("the keeper of the keys answered {} {} to {}", e.statusCode(), code, operation);
      throw new KeeperAway();
    } catch (SdkException e) {
      LOG.error("the keeper of the keys does not answer to {}: {}", operation, e.getClass());
      throw new KeeperAway();
    }
  }

  /// Naming the key keeps KMS from decrypting under another that the ciphertext names.
  private static String keyOf(Wrapped wrapped) {
    return wrapped.keyVersion().substring(wrapped.keyVersion().indexOf(':') + 1);
  }

  private static SdkBytes blob(Wrapped wrapped) {
    return SdkBytes.fromByteArray(wrapped.bytes().toByteArray());
  }

  private static Bytes bytes(SdkBytes blob) {
    return Bytes.copyFrom(blob.asByteArray());
  }
}
