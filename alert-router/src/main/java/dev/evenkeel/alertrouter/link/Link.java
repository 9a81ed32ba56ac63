package dev.evenkeel.alertrouter.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What a link says.
 *
 * @param action the one thing it is for
 * @param about what that is done to
 * @param sentTo who was given it: the name of a receiver
 * @param issuedAt to the second; incidents that were opened later are none of its business
 * @param expiresAt to the second; from then on it is good for nothing
 */
record Link(LinkAction action, About about, String sentTo, Instant issuedAt, Instant expiresAt) {

    /** What a link is about. */
    sealed interface About {

        /** One incident. */
        record Incident(UUID id) implements About {}

        /**
         * Whatever incidents the alerts of a group are in: when a notification is made, its incident may be just about to be
         * opened.
         *
         * @param digest of the group's key, see {@link #digest}
         */
        record Group(String digest) implements About {}
    }

    /** Stands for the key of a group, which may be long: the first 128 bits of its SHA-256, as hexadecimal digits. */
    static String digest(String groupKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(groupKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
