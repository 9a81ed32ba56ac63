package dev.evenkeel.alertrouter.config;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * By which instances can be seen to have the same {@code alertmanager.yml}: the number that Alertmanager shows as
 * {@code alertmanager_config_hash}, which is no secret, nor hard to forge.
 *
 * @param value the first 48 bits of the MD5 sum of the file, least significant byte first
 */
public record ConfigHash(long value) {

    private static final int BYTES = 6;

    static ConfigHash of(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            return new ConfigHash(bytes.put(sum, 0, BYTES).getLong(0));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
