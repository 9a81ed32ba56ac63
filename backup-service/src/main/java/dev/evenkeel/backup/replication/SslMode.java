package dev.evenkeel.backup.replication;

import java.util.Arrays;
import java.util.Optional;

/** How much transport security is asked for; the names and meanings are libpq's. */
public enum SslMode {
    /** Never TLS. */
    DISABLE("disable"),
    /** TLS if the server offers it; its certificate is not looked at. */
    PREFER("prefer"),
    /** TLS or nothing; the certificate is not looked at, so this is no help against an active attacker. */
    REQUIRE("require"),
    /** TLS with a certificate that leads to a trusted authority and names the host we meant. */
    VERIFY_FULL("verify-full");

    private final String word;

    SslMode(String word) {
        this.word = word;
    }

    /** The word in a configuration file. */
    public String word() {
        return word;
    }

    public static Optional<SslMode> parse(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
