package dev.evenkeel.alertrouter.notification.sns;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.UrlText;
import dev.evenkeel.alertrouter.notification.sns.SnsSettings.Signing;

/** What STS lends for a while to whoever may assume a role. */
record AssumedRole(AwsCredentials credentials, Instant endsAt) {

    private static final String SESSION = "evenkeel-alert-router";
    private static final String SECONDS = "900";

    /** Asks for it, not signed yet. */
    static ChannelRequest request(Signing signing, String url) {
        Map<String, String> form = new TreeMap<>();
        form.put("Action", "AssumeRole");
        form.put("Version", "2011-06-15");
        form.put("RoleArn", signing.roleArn());
        form.put("RoleSessionName", SESSION);
        form.put("DurationSeconds", SECONDS);
        if (!signing.externalId().isEmpty()) {
            form.put("ExternalId", signing.externalId());
        }
        return ChannelRequest.post(url, SnsMessage.FORM, UrlText.form(form));
    }

    /** Empty if the answer is anything else. */
    static Optional<AssumedRole> of(HttpAnswer answer) {
        String xml = answer.body();
        try {
            return element(xml, "AccessKeyId")
                    .flatMap(id -> element(xml, "SecretAccessKey")
                            .flatMap(secret ->
                                    element(xml, "SessionToken").map(token -> new AwsCredentials(id, secret, token))))
                    .flatMap(credentials ->
                            element(xml, "Expiration").map(end -> new AssumedRole(credentials, Instant.parse(end))));
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    /** The text of the first element of a name; AWS' answers have neither attributes nor mixed content there. */
    static Optional<String> element(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }
}
