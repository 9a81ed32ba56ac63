package dev.evenkeel.alertrouter.notification.sns;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.ExampleReceiver;
import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

import static org.assertj.core.api.Assertions.assertThat;

class SnsMessageTest {

    @Test
    void aRequestIsSignedAsInTheExampleOfAws() {
        // from the test suite of Signature Version 4: post-x-www-form-urlencoded
        var credentials = new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");
        ChannelRequest request = ChannelRequest.post(
                "https://example.amazonaws.com/", "application/x-www-form-urlencoded", "Param1=value1");

        ChannelRequest signed = new AwsSignature(credentials, "us-east-1", "service")
                .sign(request, Instant.parse("2015-08-30T12:36:00Z"));

        assertThat(signed.headers())
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=content-type;host;x-amz-date,"
                                + " Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void aPlaceThatOnlyGoTakesIsSignedAsItIsSent() {
        var credentials = new AwsCredentials("AKIDEXAMPLE", "secret", "");
        var signature = new AwsSignature(credentials, "us-east-1", "sns");
        Instant now = Instant.parse("2015-08-30T12:36:00Z");

        ChannelRequest lenient = signature.sign(ChannelRequest.post("https://sns.example/{a}|b", "x/y", "c"), now);

        assertThat(lenient.headers())
                .isEqualTo(signature
                        .sign(ChannelRequest.post("https://sns.example/%7Ba%7D%7Cb", "x/y", "c"), now)
                        .headers());
    }

    @Test
    void aTopicInOrderGetsTheGroupsHash() {
        String body =
                body("topic_arn: 'arn:{{ .Status }}.fifo', subject: s, message: m, attributes: {k: '{{ .Status }}'}");

        assertThat(body)
                .isEqualTo("Action=Publish&Message=m&MessageAttributes.entry.1.Name=k"
                        + "&MessageAttributes.entry.1.Value.DataType=String"
                        + "&MessageAttributes.entry.1.Value.StringValue=firing&MessageDeduplicationId=%1$s"
                                .formatted(ExampleContent.firing().groupKeyHash())
                        + "&MessageGroupId=%s&Subject=s&TopicArn=arn%%3Afiring.fifo&Version=2010-03-31"
                                .formatted(ExampleContent.firing().groupKeyHash()));
    }

    @Test
    void aTelephoneGetsNoMoreThanItTakes() {
        String body = body("phone_number: '1', subject: '', message: '{{ reReplaceAll \".\" \"" + "x".repeat(500)
                + "\" \"1234567890\" }}'");

        assertThat(body).contains("Message=" + "x".repeat(1600) + "&", "Name=truncated", "PhoneNumber=1");
    }

    @Test
    void credentialsAreThoseOfTheConfigurationElseOfTheEnvironment() {
        var environment = new AwsEnvironment(
                Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "word", "AWS_REGION", "eu-west-1"),
                Path.of("/nowhere"));
        SnsSettings without = settings("topic_arn: a");
        SnsSettings with = settings("topic_arn: a, sigv4: {region: r, access_key: own, secret_key: s}");

        assertThat(environment.credentials(without.signing())).isEqualTo(new AwsCredentials("id", "word", ""));
        assertThat(environment.region(without.signing())).isEqualTo("eu-west-1");
        assertThat(environment.credentials(with.signing())).isEqualTo(new AwsCredentials("own", "s", ""));
        assertThat(environment.url("sns", "sns", "eu-west-1")).isEqualTo("https://sns.eu-west-1.amazonaws.com/");
    }

    @Test
    void oneAddressAndAWholeKeyAreNeeded() {
        assertThat(ExampleReceiver.problems("sns_configs: [{sigv4: {access_key: a}}]"))
                .containsExactlyInAnyOrder(
                        "must provide either a Target ARN, Topic ARN, or Phone Number for SNS config",
                        "must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4"
                                + " config");
    }

    private static SnsSettings settings(String fields) {
        return ExampleReceiver.settings(SnsSettings.class, "sns_configs: [{" + fields + "}]");
    }

    private static String body(String fields) {
        return SnsMessage.of(settings(fields), ExampleContent.firing(), "http://sns.example")
                .body();
    }
}
