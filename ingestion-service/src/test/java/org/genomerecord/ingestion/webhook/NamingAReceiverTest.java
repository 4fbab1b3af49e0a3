package org.genomerecord.ingestion.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingAReceiverTest {

  @Test
  void anAddressOfTheInternetIsTaken() {
    assertThat(WebhookUrl.parse("https://lab.example.org:8443/results", false).getHost())
        .isEqualTo("lab.example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lab.example.org/",
        "file:///etc/passwd",
        "https://user:REVEALING@lab.example.org/",
        "https://lab.example.org/?token=REVEALING",
        "https://lab.example.org/#REVEALING",
        "https://lab.example.org:0/",
        "https://lab.example.org:65536/",
        "https://lab.example.org:99999999999/",
        "https:/lab",
        "https://",
        "lab.example.org",
        "not an address",
      })
  void everythingElseIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> WebhookUrl.parse(url, false))
        .isInstanceOf(Refusal.class)
        .hasMessageNotContaining("REVEALING");
  }

  @Test
  void plainHttpIsForTryingOnOneMachine() {
    assertThat(WebhookUrl.parse("http://127.0.0.1:8000/", true).getPort()).isEqualTo(8000);
    assertThatThrownBy(() -> WebhookUrl.parse("ftp://127.0.0.1/", true))
        .isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
      })
  void whatIsNotOnTheInternetIsNotConnectedTo(String address) throws UnknownHostException {
    var literal = address.contains(":") ? "[" + address + "]" : address;
    var url = URI.create("https://" + literal + "/");

    assertThat(PublicAddresses.has(InetAddress.getByName(address))).isFalse();
    assertThat(WebhookUrl.isReachable(url, false)).isFalse();
    assertThat(WebhookUrl.isReachable(url, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.63.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "9.9.9.9",
        "2606:4700::1111",
        "2a00::1",
      })
  void whatIsThereIs(String address) throws UnknownHostException {
    assertThat(PublicAddresses.has(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void aNameThatLeadsToThisMachineIsNotConnectedTo() throws UnknownHostException {
    assertThat(WebhookUrl.isReachable(URI.create("https://localhost/"), false)).isFalse();
  }
}
