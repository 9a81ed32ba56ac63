package dev.evenkeel.alertrouter.notification.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.notification.content.UnsendableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmailPartsTest {

    @Test
    void aChallengeIsAnsweredAsRfc2195Shows() {
        assertThat(SmtpLogin.digest("<1896.697170952@postoffice.reston.mci.net>", "tanstaaftanstaaf"))
                .isEqualTo("b913a602c7eda7a495b4e6e7334d3890");
    }

    @Property(tries = 300)
    void aBodyIsReadBackAsItWas(@ForAll String text) throws MessagingException, IOException {
        String body = text.replace("\r", "").replaceAll("[\\ud800-\\udfff]", "");

        String encoded = MimeText.quotedPrintable(body);

        var decoded = MimeUtility.decode(
                new ByteArrayInputStream(encoded.getBytes(StandardCharsets.US_ASCII)), "quoted-printable");
        assertThat(new String(decoded.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .isEqualTo(body);
        assertThat(encoded.lines()).allMatch(line -> line.length() <= 76);
    }

    @Property(tries = 300)
    void aHeaderIsReadBackAsItWas(@ForAll String text) throws IOException {
        String value = "ü" + text.replaceAll("[\\ud800-\\udfff]", "");

        String encoded = MimeText.header(value);

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(encoded))).isEqualTo(value);
        assertThat(encoded.lines()).allMatch(line -> line.length() <= 78);
    }

    @Test
    void aHeaderCannotBringAnotherHeader() {
        assertThat(MimeText.header("a\r\nBcc: b")).isEqualTo("=?utf-8?q?a=0D=0ABcc:_b?=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anna", "anna@", "a b@example.org", "a@b>\r\nRCPT TO:<c@d", "a@b c@d", "<>"})
    void whatIsNoAddressIsNotSentTo(String list) {
        assertThatThrownBy(() -> MailAddresses.parse("to", list)).isInstanceOf(UnsendableException.class);
    }
}
