package org.genomerecord.consent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
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
  private static final byte[] BINDING = "binding".getBytes(StandardCharsets.UTF_8);

  @TempDir Path parent;
  private Path path = Path.of("");

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

    assertThatThrownBy(() -> List.of(folder.keyEncryptionKey(), folder.indexKey()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(permissions)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void openedAgainItHasTheSameKeys() throws GeneralSecurityException {
    var folder = created();
    var wrapped = folder.keyEncryptionKey().encrypt(TEXT, BINDING);
    var index = folder.indexKey().computePrimary(TEXT, 32);

    var again = new KeyFolder(path);

    assertThat(again.exists()).isTrue();
    assertThat(again.keyEncryptionKey().decrypt(wrapped, BINDING)).isEqualTo(TEXT);
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
  void aHalfWrittenKeyIsNoKey(String name) throws IOException, GeneralSecurityException {
    Files.createDirectories(path);
    var unfinished = path.resolve(name + ".new");
    Files.writeString(unfinished, "{\"primaryKeyId\":");

    assertThat(new KeyFolder(path).exists()).isFalse();
    var folder = created();

    assertThat(folder.exists()).isTrue();
    assertThat(unfinished).doesNotExist();
    assertThat(permissions(path.resolve(name))).isEqualTo("rw-------");
    var wrapped = folder.keyEncryptionKey().encrypt(TEXT, BINDING);
    assertThat(folder.keyEncryptionKey().decrypt(wrapped, BINDING)).isEqualTo(TEXT);
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
}
