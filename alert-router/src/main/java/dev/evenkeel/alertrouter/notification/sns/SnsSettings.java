package dev.evenkeel.alertrouter.notification.sns;

import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.http.HttpChannelSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code sns_configs}; texts are templates, and an empty one stands for none.
 *
 * @param url where to, empty for where the region is
 */
public record SnsSettings(
        String url,
        Signing signing,
        HttpSettings http,
        String topicArn,
        String targetArn,
        String phoneNumber,
        String subject,
        String message,
        Map<String, String> attributes,
        boolean sendResolved)
        implements HttpChannelSettings {

    /**
     * By whom requests are signed: {@code sigv4}.
     *
     * @param region empty for that of the environment or the profile
     * @param key empty for that of the environment or the profile
     * @param profile of AWS' shared files; empty for that of the environment
     * @param roleArn the role that is assumed; empty for none
     * @param fips whether the role is asked for where FIPS 140 holds
     */
    public record Signing(
            String region, Optional<AccessKey> key, String profile, String roleArn, String externalId, boolean fips) {}

    public record AccessKey(String id, Secret secret) {}

    @Override
    public String kind() {
        return "sns";
    }
}
