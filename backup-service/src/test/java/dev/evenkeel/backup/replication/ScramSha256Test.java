package dev.evenkeel.backup.replication;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.replication.ReplicationException.AuthenticationFailed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The exchange is the example of RFC 7677, section 3. */
class ScramSha256Test {

    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private final ScramSha256 exchange = new ScramSha256("user", "pencil", "rOprNGfwEbeRWgbNEkqO");

    @Test
    void theClientProvesItselfAsInTheStandardsExample() throws Exception {
        assertThat(exchange.clientFirst()).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(exchange.clientFinal(SERVER_FIRST))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    }

    @Test
    void aServerThatKnowsThePasswordIsTrusted() throws Exception {
        exchange.clientFinal(SERVER_FIRST);

        assertThatCode(() -> exchange.verify(SERVER_FINAL)).doesNotThrowAnyException();
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsAnImpostor() throws Exception {
        exchange.clientFinal(SERVER_FIRST);

        assertThatThrownBy(() -> exchange.verify(SERVER_FINAL.replace("6rri", "6rrj")))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("impostor");
    }

    @Test
    void aServerThatReplaysAnotherNonceIsRefused() {
        assertThatThrownBy(() -> exchange.clientFinal(SERVER_FIRST.replace("rOpr", "rOps")))
                .isInstanceOf(AuthenticationFailed.class);
    }

    @Test
    void aServerCannotMakeUsWorkForHours() {
        assertThatThrownBy(() -> exchange.clientFinal(SERVER_FIRST.replace("i=4096", "i=9999999")))
                .isInstanceOf(AuthenticationFailed.class)
                .hasMessageContaining("iterations");
    }

    @Property(tries = 300)
    void whateverTheServerSaysTheOutcomeIsTyped(@ForAll String first, @ForAll String last) {
        ScramSha256 other = new ScramSha256("", "secret", "nonce");
        try {
            other.clientFinal(first);
            other.verify(last);
        } catch (AuthenticationFailed expected) {
            assertThat(expected).hasMessageNotContaining("secret");
        }
    }

    @Test
    void passwordsAreNormalisedAsTheStandardAsks() {
        assertThat(SaslPrep.prepare("I\u00ADX")).isEqualTo("IX");
        assertThat(SaslPrep.prepare("\u00AA")).isEqualTo("a");
        assertThat(SaslPrep.prepare("\u2168")).isEqualTo("IX");
        assertThat(SaslPrep.prepare("a\u00A0b")).isEqualTo("a b");
        assertThat(SaslPrep.prepare("\u0007x\u00E9"))
                .as("prohibited: used as it is")
                .isEqualTo("\u0007x\u00E9");
    }
}
