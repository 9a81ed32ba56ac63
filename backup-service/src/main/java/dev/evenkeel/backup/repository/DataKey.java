package dev.evenkeel.backup.repository;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * The random key of one backup. What is encrypted with it is encrypted with keys derived from it, one for each segment
 * file, so that no two files share a key and a file opens only in the place it was written for.
 */
final class DataKey {

    private final byte[] secret;

    private DataKey(byte[] secret) {
        this.secret = secret;
    }

    static DataKey random() {
        return new DataKey(randomBytes(Cryptography.KEY_BYTES));
    }

    /** Nonce, then this key sealed with the repository key for exactly this backup. */
    byte[] wrap(RepositoryKey key, BackupId id) {
        byte[] nonce = randomBytes(Cryptography.NONCE_BYTES);
        byte[] sealed = Cryptography.seal(key.secret(), nonce, place(key, id), secret, secret.length);
        byte[] wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
        return wrapped;
    }

    static DataKey unwrap(byte[] wrapped, RepositoryKey key, BackupId id) throws RepositoryException {
        if (wrapped.length != Cryptography.NONCE_BYTES + Cryptography.KEY_BYTES + Cryptography.TAG_BYTES) {
            throw new RepositoryException.Corrupted("the wrapped key of backup " + id + " has a wrong length");
        }
        byte[] nonce = Arrays.copyOf(wrapped, Cryptography.NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(wrapped, Cryptography.NONCE_BYTES, wrapped.length);
        try {
            return new DataKey(Cryptography.open(key.secret(), nonce, place(key, id), sealed));
        } catch (AEADBadTagException forged) {
            throw new RepositoryException.Corrupted("the wrapped key of backup " + id + " does not open", forged);
        }
    }

    private static byte[] place(RepositoryKey key, BackupId id) {
        return ("evenkeel/1 data key " + key.id() + " " + id).getBytes(StandardCharsets.UTF_8);
    }

    byte[] forSegment(String stream, int number) {
        return Cryptography.derive(secret, "evenkeel/1 segment " + stream + " " + number);
    }

    byte[] seal(byte[] manifest) {
        return Cryptography.hmac(Cryptography.derive(secret, "evenkeel/1 manifest"), manifest);
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        // not a constant: a native image would hold the seed it was built with, and refuses to
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
