package dev.evenkeel.alertrouter.notification.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asking for a token: by the client's secret (RFC 6749, 4.4) or by a signed statement (RFC 7523, 2.1). */
final class OAuth2TokenRequest {

    private OAuth2TokenRequest() {}

    /** With the secret where the standard wants it first: in the header. */
    static ChannelRequest of(OAuth2Settings settings, String secret, Instant now) {
        Map<String, String> form = form(settings, now, secret);
        ChannelRequest request = ChannelRequest.post(settings.tokenUrl(), UrlText.FORM, UrlText.form(form));
        if (settings.assertion().isPresent()) {
            return request;
        }
        String pair = encode(settings.clientId()) + ":" + encode(secret);
        byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
        return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    /** With the secret in the form, for servers that look for it there only. */
    static ChannelRequest withSecretInForm(OAuth2Settings settings, String secret, Instant now) {
        Map<String, String> form = form(settings, now, secret);
        form.put("client_id", settings.clientId());
        form.put("client_secret", secret);
        return ChannelRequest.post(settings.tokenUrl(), UrlText.FORM, UrlText.form(form));
    }

    private static Map<String, String> form(OAuth2Settings settings, Instant now, String secret) {
        var form = new LinkedHashMap<String, String>();
        if (settings.assertion().isPresent()) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put(
                    "assertion",
                    SignedAssertion.of(settings, settings.assertion().get(), secret, now));
        } else {
            form.put("grant_type", "client_credentials");
            if (!settings.scopes().isEmpty()) {
                form.put("scope", String.join(" ", settings.scopes()));
            }
        }
        form.putAll(settings.parameters());
        return form;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
