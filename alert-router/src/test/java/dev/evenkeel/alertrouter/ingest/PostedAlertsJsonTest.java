package dev.evenkeel.alertrouter.ingest;

import java.nio.charset.StandardCharsets;

import jakarta.ws.rs.WebApplicationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostedAlertsJsonTest {

    private static String readAnnotation(byte[] body) {
        return PostedAlertsJson.read(body).getFirst().annotations().get("summary");
    }

    private static byte[] bodyWith(String annotation) {
        return "[{\"labels\":{\"alertname\":\"A\"},\"annotations\":{\"summary\":\"%s\"}}]"
                .formatted(annotation)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** In UTF-8 a surrogate would take three bytes, which no UTF-8 text has; Java's own encoder refuses to write them. */
    private static byte[] withSurrogateFor(char mark, byte[] body) {
        String octets = new String(body, StandardCharsets.ISO_8859_1);
        return octets.replace(String.valueOf(mark), "\u00ed\u00a0\u0080").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void halfACharacterThatIsEscapedBecomesTheReplacementCharacter() {
        assertThat(readAnnotation(bodyWith("half \\ud800 of one"))).isEqualTo("half \ufffd of one");
    }

    @Test
    void halfACharacterInThreeBytesIsNoUtf8AndRefused() {
        byte[] body = withSurrogateFor('#', bodyWith("half # of one"));

        assertThatThrownBy(() -> PostedAlertsJson.read(body))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "\ud55c\uad6d\uc5b4", "\ud83d\ude80", "caf\u00e9 \u2603"})
    void wholeCharactersStayAsTheyAre(String text) {
        assertThat(readAnnotation(bodyWith(text))).isEqualTo(text);
    }

    @Test
    void twoHalvesThatAreEscapedAreOneCharacter() {
        assertThat(readAnnotation(bodyWith("\\ud83d\\ude80"))).isEqualTo("\ud83d\ude80");
    }
}
