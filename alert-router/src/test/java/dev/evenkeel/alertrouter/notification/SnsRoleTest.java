package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.InterceptingProxy.Asked;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** A role that the configuration names is assumed at AWS STS, and SNS is told in its name. */
@ServiceTest
class SnsRoleTest {

    private static final Duration LENT = Duration.ofMinutes(15);
    private static int counter;

    @Inject
    DeliveryService deliveries;

    private final InterceptingProxy aws = new InterceptingProxy(TestCertificate.make());
    // of its own for each test, as what was lent is kept
    private final String role = "arn:aws:iam::1:role/alerts" + counter++;

    @BeforeEach
    void lend() {
        Instant now = TestClock.stop();
        aws.answer(asked -> asked.service().startsWith("sts") ? """
                <AssumeRoleResponse><AssumeRoleResult><Credentials>
                  <AccessKeyId>LENT</AccessKeyId><SecretAccessKey>word</SecretAccessKey>
                  <SessionToken>token/=</SessionToken><Expiration>%s</Expiration>
                </Credentials></AssumeRoleResult></AssumeRoleResponse>""".formatted(now.plus(LENT)) : "");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void theRoleIsAskedForWithTheExternalIdAndSignsWhatIsTold() {
        DeliveryResult result = tell(", external_id: 'x y'");

        assertThat(result).isInstanceOf(DeliveryResult.Delivered.class);
        assertThat(services()).containsExactly("sts.eu-west-1.amazonaws.com", "sns.eu-west-1.amazonaws.com");
        Asked assumed = aws.asked().getFirst();
        assertThat(assumed.body().split("&", -1))
                .contains(
                        "Action=AssumeRole",
                        "RoleArn=" + role.replace(":", "%3A").replace("/", "%2F"),
                        "ExternalId=x+y",
                        "DurationSeconds=900");
        assertThat(assumed.headers().get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=OWN/")
                .contains("/eu-west-1/sts/aws4_request");
        Asked told = aws.asked().getLast();
        assertThat(told.body()).startsWith("Action=Publish&Message=m&");
        assertThat(told.headers().get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=LENT/")
                .contains("/eu-west-1/sns/aws4_request", "x-amz-security-token");
        assertThat(told.headers()).containsEntry("X-Amz-Security-Token", "token/=");
    }

    @Test
    void whatWasLentIsUsedUntilShortlyBeforeItsEnd() {
        tell("");
        TestClock.advance(LENT.minusMinutes(2));
        tell("");
        TestClock.advance(Duration.ofMinutes(1));
        tell("");

        assertThat(services().stream().map(service -> service.substring(0, 3)))
                .containsExactly("sts", "sns", "sns", "sts", "sns");
    }

    @Test
    void theRoleIsAskedForWhereFipsHoldsIfTheConfigurationWantsIt() {
        tell(", use_fips_sts_endpoint: true");

        assertThat(services()).containsExactly("sts-fips.eu-west-1.amazonaws.com", "sns.eu-west-1.amazonaws.com");
    }

    @Test
    void withoutTheRoleNothingIsTold() {
        aws.answer(asked -> "<ErrorResponse/>");

        DeliveryResult result = tell("");

        assertThat(result).isInstanceOf(DeliveryResult.Refused.class);
        assertThat(services()).containsExactly("sts.eu-west-1.amazonaws.com");
    }

    private List<String> services() {
        return aws.asked().stream().map(Asked::service).toList();
    }

    private DeliveryResult tell(String more) {
        ChannelSettings settings =
                ExampleReceiver.settings(ChannelSettings.class, """
                sns_configs:
                - topic_arn: arn:aws:sns:eu-west-1:1:topic
                  message: m
                  sigv4: {region: eu-west-1, access_key: OWN, secret_key: own, role_arn: '%s'%s}
                  http_config: {proxy_url: '%s', tls_config: {insecure_skip_verify: true}}
                """.formatted(role, more, aws.url()));
        return deliveries
                .attempt(
                        new Integration("team", 0, settings),
                        ExampleContent.firing().notification())
                .await()
                .atMost(Duration.ofSeconds(15));
    }
}
