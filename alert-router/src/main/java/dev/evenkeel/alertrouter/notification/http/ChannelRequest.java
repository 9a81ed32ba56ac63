package dev.evenkeel.alertrouter.notification.http;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.fields.GoUrl;

/**
 * A request of a channel, before {@code http_config} adds what it adds.
 *
 * @param url where to, which may be a secret
 * @param contentType empty if there is no body
 */
public record ChannelRequest(String method, String url, Map<String, String> headers, String contentType, String body) {

    public static ChannelRequest post(String url, String json) {
        return new ChannelRequest("POST", url, Map.of(), "application/json", json);
    }

    public static ChannelRequest put(String url, String json) {
        return new ChannelRequest("PUT", url, Map.of(), "application/json", json);
    }

    public static ChannelRequest get(String url) {
        return new ChannelRequest("GET", url, Map.of(), "", "");
    }

    /** @param contentType such as {@code application/x-www-form-urlencoded} */
    public static ChannelRequest post(String url, String contentType, String body) {
        return new ChannelRequest("POST", url, Map.of(), contentType, body);
    }

    /**
     * Where to, as it is sent.
     *
     * @throws UnsendableException if the URL is none
     */
    public GoUrl target() {
        try {
            return GoUrl.of(url);
        } catch (URISyntaxException malformed) {
            throw new UnsendableException("the URL cannot be used: " + malformed.getReason());
        }
    }

    public ChannelRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ChannelRequest(method, url, more, contentType, body);
    }

    /** Without URL, headers and body, any of which may carry a secret. */
    @Override
    public String toString() {
        return method + " of " + body.length() + " characters";
    }
}
