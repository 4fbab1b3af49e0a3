package org.genomerecord.localstack.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate authority of one run, with one certificate for this machine; made by the JDK's
/// keytool, and gone with its folder.
final class TestAuthority {
  private static final String AUTHORITY = "authority";
  private static final String OWN = "own";
  private static final String PASSWORD = "of-a-test";

  private final KeyStore keys;

  private TestAuthority(KeyStore keys) {
    this.keys = keys;
  }

  /// @param folder new; holds the files that a service mounts: `tls.crt`, `tls.key`, `ca.crt`
  static TestAuthority in(Path folder) throws Exception {
    Files.createDirectories(folder);
    var store = folder.resolve("all.p12");
    keytool(store, AUTHORITY, "-ext", "bc:c=ca:true");
    keytool(store, OWN, "-signer", AUTHORITY, "-ext", "san=dns:localhost,ip:127.0.0.1");
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Files.writeString(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate(keys, OWN)));
    Files.writeString(folder.resolve("ca.crt"), pem("CERTIFICATE", certificate(keys, AUTHORITY)));
    Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key(keys).getEncoded()));
    return new TestAuthority(keys);
  }

  /// Of a client that trusts this authority and shows its certificate.
  SSLContext certified() throws GeneralSecurityException {
    return certifiedBy(this);
  }

  /// Of a client that trusts this authority and shows the certificate of another.
  SSLContext certifiedBy(TestAuthority shown) throws GeneralSecurityException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(shown.keys, PASSWORD.toCharArray());
    return context(own.getKeyManagers());
  }

  /// Of a client that trusts this authority and shows nothing.
  SSLContext uncertified() throws GeneralSecurityException {
    return context(new KeyManager[0]);
  }

  private SSLContext context(KeyManager[] own) throws GeneralSecurityException {
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(own, trusted.getTrustManagers(), null);
    return context;
  }

  private static void keytool(Path store, String alias, String... more) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "1"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    var made = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static byte[] certificate(KeyStore keys, String alias) throws GeneralSecurityException {
    Certificate found = keys.getCertificate(alias);
    return found.getEncoded();
  }

  private static Key key(KeyStore keys) throws GeneralSecurityException {
    return keys.getKey(OWN, PASSWORD.toCharArray());
  }

  private static String pem(String kind, byte[] der) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }
}
