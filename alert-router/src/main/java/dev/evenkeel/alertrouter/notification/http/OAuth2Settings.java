package dev.evenkeel.alertrouter.notification.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundProxies;

/**
 * {@code oauth2}: where a token is asked for, and with what.
 *
 * @param clientSecret used unless there is an assertion
 * @param assertion what is signed in place of showing a secret (RFC 7523)
 * @param parameters sent besides
 */
public record OAuth2Settings(
        String clientId,
        Secret clientSecret,
        Optional<Assertion> assertion,
        String tokenUrl,
        List<String> scopes,
        Map<String, String> parameters,
        TlsSettings tls,
        OutboundProxies proxies) {

    /**
     * A signed statement of who asks.
     *
     * @param key RSA, PKCS #8 or PKCS #1, in PEM
     * @param keyId empty for none
     * @param algorithm RS256, RS384 or RS512
     * @param audience the token's URL if it is empty
     * @param claims stated besides
     */
    public record Assertion(
            Secret key,
            Optional<String> keyId,
            String algorithm,
            String issuer,
            Optional<String> audience,
            Map<String, Object> claims) {}
}
