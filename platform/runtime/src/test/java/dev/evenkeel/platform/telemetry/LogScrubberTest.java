package dev.evenkeel.platform.telemetry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogScrubberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key ek_4f1a_S3cr3tS3cr3t was used",
                "Authorization: Bearer S3cr3tS3cr3t",
                "authorization=Basic dXNlcjpTM2NyM3RTM2NyM3Q=S3cr3tS3cr3t",
                "headers: {\"X-API-Key\": \"S3cr3tS3cr3t\"}",
                "Cookie: session=S3cr3tS3cr3t; a=b",
                "connecting to postgresql://evenkeel:S3cr3tS3cr3t@127.0.0.1:5432/health",
                "https://user:S3cr3tS3cr3t@example.org/x",
                "POST /hook?token=S3cr3tS3cr3t&a=b",
                "{\"password\":\"S3cr3tS3cr3t\"}",
                "password=S3cr3tS3cr3t",
                "client_secret = S3cr3tS3cr3t",
                "api_key: S3cr3tS3cr3t"
            })
    void whateverLooksLikeASecretIsTakenOut(String text) {
        assertThat(LogScrubber.scrub(text)).doesNotContain("S3cr3tS3cr3t").contains("<secret>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Configuration loaded from /etc/evenkeel: [checks.yaml]",
                "GET https://example.org:8443/health answered 200",
                "one week_after the other",
                "Basic authentication is on",
                "The token bucket is full",
                "Installed features: [agroal, cdi, flyway]"
            })
    void whatIsNoneStaysAsItIs(String text) {
        assertThat(LogScrubber.scrub(text)).isSameAs(text);
    }

    @Property
    void aKeyIsFoundWhereverItStands(
            @ForAll @StringLength(max = 20) String before,
            @ForAll @AlphaChars @StringLength(min = 8, max = 40) String key) {
        String text = before + " ek_" + key + " and more";

        assertThat(LogScrubber.scrub(text)).doesNotContain("ek_" + key);
    }

    @Test
    void aVeryLongLineIsScrubbedInNoTime() {
        String text = "token ".repeat(50_000) + "://".repeat(50_000);

        long start = System.nanoTime();
        LogScrubber.scrub(text);

        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }

    @Test
    void aSecretInTheCauseOfAFailureIsTakenOut() {
        Exception failure = new IllegalStateException("cannot start", new RuntimeException("password=S3cr3tS3cr3t"));

        Throwable scrubbed = ScrubbedThrowable.scrub(failure);

        assertThat(scrubbed).hasMessage("java.lang.IllegalStateException: cannot start");
        assertThat(scrubbed.getCause()).hasMessage("java.lang.RuntimeException: password=<secret>");
        assertThat(scrubbed.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void aFailureWithoutSecretsIsLeftAlone() {
        Exception failure = new IllegalStateException("cannot start");

        assertThat(ScrubbedThrowable.scrub(failure)).isSameAs(failure);
    }
}
