package org.genomerecord.consent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingKeysInAFolderTest {
  private static final String KEY_ENCRYPTION_KEY = "key-encryption-key.json";
  private static final String INDEX_KEY = "index-key.json";
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);
  private static final String BINDING = "binding";

  @TempDir Path parent;
  private Path path = Path.of("");

  @BeforeAll
  static void withTheKindsOfKeys() throws GeneralSecurityException {
    AeadConfig.register();
    PrfConfig.register();
  }

  @BeforeEach
  void inAFolderThatIsNotThereYet() {
    path = parent.resolve("keys");
  }

  private KeyFolder created() {
    var folder = new KeyFolder(path);
    folder.create();
    return folder;
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void onlyTheOwnerCanReadFolderAndFiles() throws IOException {
    created();

    assertThat(permissions(path)).isEqualTo("rwx------");
    assertThat(permissions(path.resolve(KEY_ENCRYPTION_KEY))).isEqualTo("rw-------");
    assertThat(permissions(path.resolve(INDEX_KEY))).isEqualTo("rw-------");
  }

  @Test
  void nothingButTheTwoKeysIsLeftThere() throws IOException {
    created();

    try (var files = Files.list(path)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(KEY_ENCRYPTION_KEY, INDEX_KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "key-encryption-key.json, rw-r-----",
    "key-encryption-key.json, rw----r--",
    "key-encryption-key.json, rw--w----",
    "index-key.json, rw-r--r--",
  })
  void aKeyThatOthersCanReadIsRefused(String name, String permissions) throws IOException {
    var folder = created();
    Files.setPosixFilePermissions(path.resolve(name), PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> List.of(folder.keyEncryptionKeyset(), folder.indexKey()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(permissions)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void openedAgainItHasTheSameKeys() throws GeneralSecurityException {
    var folder = created();
    var wrapped = new FileKeyEncryptionKey(folder).wrap(TEXT, BINDING);
    var index = folder.indexKey().computePrimary(TEXT, 32);

    var again = new KeyFolder(path);

    assertThat(again.exists()).isTrue();
    assertThat(new FileKeyEncryptionKey(again).unwrap(wrapped, BINDING)).isEqualTo(TEXT);
    assertThat(again.indexKey().computePrimary(TEXT, 32)).isEqualTo(index);
  }

  @Test
  void keysThatAreThereAreNotMadeAnew() throws IOException {
    created();
    var before = Files.readString(path.resolve(KEY_ENCRYPTION_KEY));

    created();

    assertThat(Files.readString(path.resolve(KEY_ENCRYPTION_KEY))).isEqualTo(before);
  }

  @Test
  void twoFoldersHaveDifferentKeys() throws GeneralSecurityException {
    var index = created().indexKey().computePrimary(TEXT, 32);

    var other = new KeyFolder(parent.resolve("other"));
    other.create();

    assertThat(other.indexKey().computePrimary(TEXT, 32)).isNotEqualTo(index);
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY_ENCRYPTION_KEY, INDEX_KEY})
  void aHalfWrittenKeyIsNoKey(String name) throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var unfinished = path.resolve(name + ".new");
    Files.writeString(unfinished, "{\"primaryKeyId\":");

    assertThat(new KeyFolder(path).exists()).isFalse();
    var folder = created();

    assertThat(folder.exists()).isTrue();
    assertThat(unfinished).doesNotExist();
    assertThat(permissions(path.resolve(name))).isEqualTo("rw-------");
    var key = new FileKeyEncryptionKey(folder);
    assertThat(key.unwrap(key.wrap(TEXT, BINDING), BINDING)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY_ENCRYPTION_KEY, INDEX_KEY})
  void withOneKeyMissingTheFolderIsIncomplete(String name) throws IOException {
    var folder = created();
    Files.delete(path.resolve(name));

    assertThat(folder.exists()).isFalse();
  }

  @Test
  void aFolderThatIsNotThereHasNoKeys() {
    assertThat(new KeyFolder(path).exists()).isFalse();
    assertThat(path).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx---r-x", "rwx-w----"})
  void aFolderThatOthersCanReachIsRefused(String permissions) throws IOException {
    var folder = created();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(folder::indexKey)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void aRenewedKeyWrapsAnewAndOpensWhatTheEarlierOneWrapped() throws IOException {
    var key = new FileKeyEncryptionKey(created());
    var before = key.wrap(TEXT, BINDING);

    key.renew();

    var after = key.wrap(TEXT, BINDING);
    assertThat(after.keyVersion()).startsWith("file:").isNotEqualTo(before.keyVersion());
    assertThat(key.unwrap(before, BINDING)).isEqualTo(TEXT);
    assertThat(key.rewrap(before, BINDING).keyVersion()).isEqualTo(after.keyVersion());
    assertThat(permissions(path.resolve(KEY_ENCRYPTION_KEY))).isEqualTo("rw-------");
    var opened = new FileKeyEncryptionKey(new KeyFolder(path));
    assertThat(opened.unwrap(after, BINDING)).isEqualTo(TEXT);
    assertThat(opened.wrap(TEXT, BINDING).keyVersion()).isEqualTo(after.keyVersion());
  }

  @Test
  void whatIsWrappedOpensForTheSameThingOnly() {
    var key = new FileKeyEncryptionKey(created());
    var wrapped = key.wrap(TEXT, BINDING);

    assertThatThrownBy(() -> key.unwrap(wrapped, "another"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }
}
