package dev.evenkeel.alertrouter.notification.sns;

/**
 * By whom a request is signed.
 *
 * @param sessionToken of credentials that end; empty for others
 */
record AwsCredentials(String keyId, String secret, String sessionToken) {

    /** Without the secret and the token. */
    @Override
    public String toString() {
        return "credentials of " + keyId;
    }
}
