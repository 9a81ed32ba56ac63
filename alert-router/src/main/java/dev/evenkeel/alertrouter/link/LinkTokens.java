package dev.evenkeel.alertrouter.link;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.evenkeel.alertrouter.link.Link.About;

/**
 * Writes links as signed text and reads them.
 *
 * <p>The text is {@code 1~<action>~<about>~<sent to>~<issued>~<expires>~<key>~<signature>}: {@code about} is {@code
 * i<UUID>} for an incident or {@code g<digest>} for a group, {@code sent to} is in base64url, times are decimal seconds
 * since 1970, the key is its id, the signature is HMAC-SHA-256 (RFC 2104) over all before it, in base64url. It is signed,
 * not encrypted, and needs no escaping in an address.
 */
final class LinkTokens {

    static final int LONGEST = 600;

    private static final String VERSION = "1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FIELDS = 8;
    private static final int LONGEST_NAME = 60;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private LinkTokens() {}

    static String write(Link link, LinkKeys.Key key) {
        String signed = String.join(
                "~",
                VERSION,
                link.action().code(),
                about(link.about()),
                ENCODER.encodeToString(cut(link.sentTo()).getBytes(StandardCharsets.UTF_8)),
                Long.toString(link.issuedAt().getEpochSecond()),
                Long.toString(link.expiresAt().getEpochSecond()),
                key.id());
        return signed + "~" + signature(key, signed);
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private static String about(About about) {
        return switch (about) {
            case About.Incident(UUID id) -> "i" + id;
            case About.Group(String digest) -> "g" + digest;
        };
    }

    /** @return empty for anything but what was signed by one of the keys, be it expired */
    static Optional<Link> read(String token, LinkKeys keys) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        String[] fields = token.split("~", FIELDS + 1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        String signed = token.substring(0, token.lastIndexOf('~'));
        // compared as text: a decoder would let several texts stand for the same bytes
        byte[] shown = fields[7].getBytes(StandardCharsets.UTF_8);
        return keys.named(fields[6])
                .filter(key -> MessageDigest.isEqual(signature(key, signed).getBytes(StandardCharsets.UTF_8), shown))
                .flatMap(key -> contents(fields));
    }

    private static Optional<Link> contents(String[] fields) {
        try {
            String id = fields[2].substring(1);
            About about = fields[2].startsWith("i") ? new About.Incident(UUID.fromString(id)) : new About.Group(id);
            return LinkAction.of(fields[1])
                    .map(action -> new Link(
                            action,
                            about,
                            new String(Base64.getUrlDecoder().decode(fields[3]), StandardCharsets.UTF_8),
                            Instant.ofEpochSecond(Long.parseLong(fields[4])),
                            Instant.ofEpochSecond(Long.parseLong(fields[5]))));
        } catch (IllegalArgumentException | DateTimeException signedByAnotherRelease) {
            return Optional.empty();
        }
    }

    private static String signature(LinkKeys.Key key, String signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.secret(), ALGORITHM));
            return ENCODER.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
