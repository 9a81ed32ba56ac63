package dev.evenkeel.alertrouter.notification.sns;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.evenkeel.alertrouter.notification.http.ChannelRequest;

/**
 * Signs requests by AWS Signature Version 4 (AWS General Reference, "Create a signed AWS API request"), in headers. The
 * requests have no query, as those to SNS and STS.
 *
 * @param region such as {@code eu-central-1}
 * @param service such as {@code sns}
 */
record AwsSignature(AwsCredentials credentials, String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    ChannelRequest sign(ChannelRequest request, Instant now) {
        String moment = MOMENT.format(now);
        String day = moment.substring(0, 8);
        Map<String, String> signed = new TreeMap<>();
        signed.put("content-type", request.contentType());
        URI target = URI.create(request.target().address());
        signed.put("host", target.getRawAuthority());
        signed.put("x-amz-date", moment);
        if (!credentials.sessionToken().isEmpty()) {
            signed.put("x-amz-security-token", credentials.sessionToken());
        }
        String names = String.join(";", signed.keySet());
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String toSign = ALGORITHM + "\n" + moment + "\n" + scope + "\n"
                + hex(sha256(canonical(request, target, signed, names)));
        String authorization = ALGORITHM + " Credential=" + credentials.keyId() + "/" + scope + ", SignedHeaders="
                + names + ", Signature=" + hex(hmac(key(day), toSign));
        ChannelRequest complete = request.header("X-Amz-Date", moment).header("Authorization", authorization);
        return credentials.sessionToken().isEmpty()
                ? complete
                : complete.header("X-Amz-Security-Token", credentials.sessionToken());
    }

    private static String canonical(ChannelRequest request, URI target, Map<String, String> signed, String names) {
        String path = Optional.ofNullable(target.getRawPath())
                .filter(text -> !text.isEmpty())
                .orElse("/");
        String headers = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        return request.method() + "\n" + path + "\n\n" + headers + "\n" + names + "\n" + hex(sha256(request.body()));
    }

    private byte[] key(String day) {
        byte[] ofDay = hmac(("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8), day);
        return hmac(hmac(hmac(ofDay, region), service), "aws4_request");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
