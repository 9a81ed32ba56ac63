package dev.evenkeel.alertrouter.notification.sns;

import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.notification.fields.ChannelReader;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.global.GlobalSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.sns.SnsSettings.AccessKey;
import dev.evenkeel.alertrouter.notification.sns.SnsSettings.Signing;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code sns_configs}. */
public final class SnsSettingsReader {

    private SnsSettingsReader() {}

    public static ChannelReader of(GlobalSettings global) {
        return new ChannelReader("sns_configs", entry -> read(entry, global));
    }

    private static SnsSettings read(Fields entry, GlobalSettings global) {
        // whose HTTP client Alertmanager uses; we have but one
        entry.flag("use_aws_http_client", false);
        String topic = entry.text("topic_arn", "");
        String target = entry.text("target_arn", "");
        String phone = entry.text("phone_number", "");
        long addressed = Stream.of(topic, target, phone)
                .filter(address -> !address.isEmpty())
                .count();
        // all three pass Alertmanager's check too, and AWS says what it thinks of that
        if (addressed % 2 == 0) {
            entry.reject("must provide either a Target ARN, Topic ARN, or Phone Number for SNS config");
        }
        return new SnsSettings(
                entry.text("api_url", ""),
                entry.within("sigv4", SnsSettingsReader::readSigning)
                        .orElse(new Signing("", Optional.empty(), "", "", "", false)),
                HttpSettingsReader.of(entry, global.http()),
                topic,
                target,
                phone,
                entry.text("subject", "{{ template \"sns.default.subject\" . }}"),
                entry.text("message", "{{ template \"sns.default.message\" . }}"),
                entry.texts("attributes"),
                entry.sendResolved(true));
    }

    private static Signing readSigning(Fields sigv4) {
        Optional<String> id = sigv4.text("access_key");
        sigv4.node("secret_key").ifPresent(node -> node.conceal(Fields.SECRET));
        Optional<Secret> secret = sigv4.text("secret_key").map(Secret::literal);
        if (id.isPresent() != secret.isPresent()) {
            sigv4.reject("must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4"
                    + " config");
        }
        String role = sigv4.text("role_arn", "");
        String externalId = sigv4.text("external_id", "");
        if (!externalId.isEmpty() && role.isEmpty()) {
            sigv4.reject("external_id can only be used with role_arn");
        }
        return new Signing(
                sigv4.text("region", ""),
                id.flatMap(key -> secret.map(text -> new AccessKey(key, text))),
                sigv4.text("profile", ""),
                role,
                externalId,
                sigv4.flag("use_fips_sts_endpoint", false));
    }
}
