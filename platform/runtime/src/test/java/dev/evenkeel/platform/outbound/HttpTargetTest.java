package dev.evenkeel.platform.outbound;

import java.net.InetAddress;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.outbound.OutboundException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpTargetTest {

    @ParameterizedTest
    @CsvSource({
        "http://2852039166/, 169.254.169.254",
        "http://0xA9FEA9FE/, 169.254.169.254",
        "http://0251.0376.0251.0376/, 169.254.169.254",
        "http://169.254.43518/, 169.254.169.254",
        "http://127.1/, 127.0.0.1",
        "http://127.0.0.1./, 127.0.0.1",
        "http://[::ffff:127.0.0.1]/, 127.0.0.1",
        "http://１２７.０.０.１/, 127.0.0.1",
        "http://127。0。0。1/, 127.0.0.1"
    })
    void anAddressIsSeenThroughHoweverItIsWritten(String url, String address) {
        assertThat(HttpTarget.parse(url).literal()).hasValue(InetAddress.ofLiteral(address));
    }

    @Test
    void aUrlIsReadIntoItsParts() {
        HttpTarget target = HttpTarget.parse("HTTPS://My_Service.Example.org:8443/a%20b/ü?q=1&r#part");

        assertThat(target.origin()).isEqualTo("https://my_service.example.org:8443");
        assertThat(target.requestUri()).isEqualTo("/a%20b/%C3%BC?q=1&r");
        assertThat(target.literal()).isEmpty();
    }

    @Test
    void withoutPortAndPathTheSchemesOwnAreTaken() {
        assertThat(HttpTarget.parse("http://h").authority()).isEqualTo("h");
        assertThat(HttpTarget.parse("https://h?x").port()).isEqualTo(443);
        assertThat(HttpTarget.parse("https://h?x").requestUri()).isEqualTo("/?x");
        assertThat(HttpTarget.parse("http://[2001:DB8::1]:80/").origin()).isEqualTo("http://[2001:db8:0:0:0:0:0:1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "ftp://example.org",
                "file:///etc/passwd",
                "http://",
                "http:///path",
                "http://user:secret@example.org/",
                "http://example.org:0/",
                "http://example.org:65536/",
                "http://example.org:8o/",
                "http://exa mple.org/",
                "http://example.org\\@evil.org/",
                "http://%31%32%37.0.0.1/",
                "http://[fe80::1%25eth0]/",
                "http://[1.2.3.4]/",
                "http://1.2.3.4.5/",
                "http://256.1.1.1/",
                "http://a..b/",
                "http://example.org/\r\nX: y"
            })
    void aUrlThatCannotBeMeantIsRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> HttpTarget.parse(url))
                .isInstanceOfSatisfying(
                        OutboundException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_URL))
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRedirectIsReadRelativeToWhereItCameFrom() {
        HttpTarget from = HttpTarget.parse("https://a.example/x/y?secret");

        assertThat(from.resolve("../z").requestUri()).isEqualTo("/z");
        assertThat(from.resolve("//b.example/z").origin()).isEqualTo("https://b.example");
        assertThatThrownBy(() -> from.resolve("gopher://b.example/")).isInstanceOf(OutboundException.class);
        assertThatThrownBy(() -> from.resolve("http://[[?token=secret"))
                .isInstanceOf(OutboundException.class)
                .hasMessageNotContaining("secret");
    }

    @Property
    void anyTextIsEitherReadOrRefused(@ForAll String text) {
        try {
            assertThat(HttpTarget.parse("http://" + text).requestUri()).startsWith("/");
        } catch (OutboundException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.INVALID_URL);
        }
    }
}
