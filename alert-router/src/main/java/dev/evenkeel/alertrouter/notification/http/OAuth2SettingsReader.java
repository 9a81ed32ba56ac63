package dev.evenkeel.alertrouter.notification.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.http.OAuth2Settings.Assertion;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code oauth2}. */
final class OAuth2SettingsReader {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512");

    private OAuth2SettingsReader() {}

    static OAuth2Settings read(Fields oauth2) {
        String clientId = oauth2.requireText(oauth2.text("client_id"), "oauth2 client_id must be configured");
        boolean signs = oauth2.text("grant_type").orElse("").equals(JWT_BEARER);
        Optional<Secret> secret = inlineOrFile(
                oauth2,
                "client_secret",
                "at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured"
                        + " using grant-type=client_credentials");
        Optional<Secret> key = inlineOrFile(
                oauth2,
                "client_certificate_key",
                "at most one of oauth2 client_certificate_key, client_certificate_key_file &"
                        + " client_certificate_key_ref must be configured using grant-type=" + JWT_BEARER);
        var assertion = new Assertion(
                key.orElseGet(() -> Secret.literal("")),
                oauth2.text("client_certificate_key_id"),
                algorithm(oauth2),
                oauth2.text("iss").orElse(clientId),
                oauth2.text("audience"),
                claims(oauth2));
        return new OAuth2Settings(
                clientId,
                secret.orElseGet(() -> Secret.literal("")),
                signs ? Optional.of(assertion) : Optional.empty(),
                oauth2.requireText(oauth2.text("token_url"), "oauth2 token_url must be configured"),
                oauth2.textList("scopes"),
                oauth2.texts("endpoint_params"),
                oauth2.within("tls_config", TlsSettingsReader::read).orElse(TlsSettings.SYSTEM),
                ProxyReader.read(oauth2, System.getenv()));
    }

    private static Optional<Secret> inlineOrFile(Fields oauth2, String field, String both) {
        oauth2.node(field).ifPresent(node -> node.conceal(Fields.SECRET));
        Optional<Secret> inline = oauth2.text(field).map(Secret::literal);
        Optional<Secret> file = oauth2.file(field + "_file");
        if (inline.isPresent() && file.isPresent()) {
            oauth2.reject(both);
        }
        return inline.or(() -> file);
    }

    private static String algorithm(Fields oauth2) {
        String algorithm = oauth2.text("signature_algorithm").orElse("RS256");
        if (!ALGORITHMS.contains(algorithm)) {
            oauth2.reject("valid signature algorithms are RS256, RS384 and RS512");
        }
        return algorithm;
    }

    private static Map<String, Object> claims(Fields oauth2) {
        var claims = new TreeMap<String, Object>();
        oauth2.node("claims")
                .map(node -> node.mapping().entries())
                .orElse(Map.of())
                .forEach((name, node) -> plain(node).ifPresent(value -> claims.put(name, value)));
        return claims;
    }

    private static Optional<Object> plain(ConfigNode node) {
        return Optional.ofNullable(node.plain());
    }
}
