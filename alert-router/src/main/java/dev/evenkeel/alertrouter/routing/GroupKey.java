package dev.evenkeel.alertrouter.routing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

import dev.evenkeel.platform.series.Labels;

/**
 * Which group it is.
 *
 * @param routeId the route, by its position in the tree
 * @param routeKey the route, by its matchers
 * @param labels what the alerts of the group share, as far as the route groups by it
 */
public record GroupKey(String routeId, String routeKey, Labels labels) {

    /**
     * The same for the same route and labels on every replica and after every restart, so that an alert can be put into
     * its group without asking whether the group is there.
     */
    public UUID id() {
        byte[] digest = sha256().digest((routeId + ":" + GoLabels.write(labels)).getBytes(StandardCharsets.UTF_8));
        ByteBuffer words = ByteBuffer.wrap(digest);
        return new UUID(words.getLong(), words.getLong());
    }

    /**
     * The group key of Alertmanager's notifications, <code>{}/{severity="critical"}:{alertname="X"}</code>, byte for byte:
     * PagerDuty's and Opsgenie's open incidents are found again by its hash.
     */
    public String text() {
        return routeKey + ":" + GoLabels.write(labels);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
