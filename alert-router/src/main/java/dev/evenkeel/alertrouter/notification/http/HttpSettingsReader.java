package dev.evenkeel.alertrouter.notification.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code http_config}; mistakes are named in the words of Prometheus' tools. */
public final class HttpSettingsReader {

    // those that are the client's own business, or that another field sets
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "host",
            "content-encoding",
            "content-length",
            "content-type",
            "user-agent",
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "www-authenticate",
            "accept-encoding",
            "x-prometheus-remote-write-version",
            "x-prometheus-remote-read-version",
            "x-prometheus-scrape-timeout-seconds",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-content-sha256");

    private HttpSettingsReader() {}

    /** The entry's own {@code http_config}, or {@code otherwise}: it is taken as a whole, never field by field. */
    public static HttpSettings of(Fields entry, HttpSettings otherwise) {
        return entry.within("http_config", HttpSettingsReader::read).orElse(otherwise);
    }

    public static HttpSettings read(Fields http) {
        HttpCredentials credentials = credentials(http);
        return new HttpSettings(
                credentials,
                http.within("tls_config", TlsSettingsReader::read).orElse(TlsSettings.SYSTEM),
                ProxyReader.read(http, System.getenv()),
                http.flag("follow_redirects", true),
                http.flag("enable_http2", true),
                http.within("http_headers", HttpSettingsReader::readHeaders).orElse(Map.of()));
    }

    private static HttpCredentials credentials(Fields http) {
        Optional<HttpCredentials> bearer =
                http.secret("bearer_token").map(token -> new HttpCredentials.Token("Bearer", token));
        Optional<HttpCredentials> basic = http.within("basic_auth", HttpSettingsReader::readBasic);
        Optional<HttpCredentials> token = http.within("authorization", HttpSettingsReader::readAuthorization);
        Optional<HttpCredentials> oauth2 =
                http.within("oauth2", OAuth2SettingsReader::read).map(HttpCredentials.OAuth2::new);
        boolean basicOrOAuth2 = basic.isPresent() || oauth2.isPresent();
        if (basicOrOAuth2 && bearer.isPresent()) {
            http.reject("at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured");
        }
        if (token.isPresent() && bearer.isPresent()) {
            http.reject("authorization is not compatible with bearer_token & bearer_token_file");
        }
        if ((token.isPresent() && basicOrOAuth2) || (basic.isPresent() && oauth2.isPresent())) {
            http.reject("at most one of basic_auth, oauth2 & authorization must be configured");
        }
        return bearer.or(() -> basic).or(() -> token).or(() -> oauth2).orElseGet(HttpCredentials.None::new);
    }

    private static HttpCredentials readBasic(Fields basic) {
        Optional<Secret> name = basic.text("username").map(Secret::literal);
        Optional<Secret> nameFile = basic.file("username_file");
        if (name.isPresent() && nameFile.isPresent()) {
            basic.reject("at most one of basic_auth username, username_file & username_ref must be configured");
        }
        basic.node("password").ifPresent(node -> node.conceal(Fields.SECRET));
        Optional<Secret> password = basic.text("password").map(Secret::literal);
        Optional<Secret> passwordFile = basic.file("password_file");
        if (password.isPresent() && passwordFile.isPresent()) {
            basic.reject("at most one of basic_auth password, password_file & password_ref must be configured");
        }
        return new HttpCredentials.Basic(
                name.or(() -> nameFile).orElseGet(() -> Secret.literal("")),
                password.or(() -> passwordFile).orElseGet(() -> Secret.literal("")));
    }

    private static HttpCredentials readAuthorization(Fields authorization) {
        String scheme = authorization.text("type").map(String::strip).orElse("Bearer");
        if (scheme.equalsIgnoreCase("basic")) {
            authorization.reject("authorization type cannot be set to \"basic\", use \"basic_auth\" instead");
        }
        authorization.node("credentials").ifPresent(node -> node.conceal(Fields.SECRET));
        Optional<Secret> credentials = authorization.text("credentials").map(Secret::literal);
        Optional<Secret> file = authorization.file("credentials_file");
        if (credentials.isPresent() && file.isPresent()) {
            authorization.reject("at most one of authorization credentials & credentials_file must be configured");
        }
        return new HttpCredentials.Token(
                scheme.isEmpty() ? "Bearer" : scheme, credentials.or(() -> file).orElseGet(() -> Secret.literal("")));
    }

    private static Map<String, List<Secret>> readHeaders(Fields headers) {
        headers.entries().forEach((name, node) -> {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                node.reject("setting header \"" + name + "\" is not allowed");
            }
        });
        return anyHeaders(headers);
    }

    /** Headers by name, each with its values, whatever they are called. */
    public static Map<String, List<Secret>> anyHeaders(Fields headers) {
        var read = new LinkedHashMap<String, List<Secret>>();
        headers.entries().forEach((name, node) -> {
            var header = Fields.of(node.mapping(), headers.folder());
            read.put(name, readHeader(header));
            header.refuseOthers();
        });
        return read;
    }

    private static List<Secret> readHeader(Fields header) {
        var values = new ArrayList<Secret>();
        header.textList("values").forEach(value -> values.add(Secret.literal(value)));
        header.node("secrets").map(ConfigNode::list).orElse(List.of()).forEach(secret -> {
            secret.conceal(Fields.SECRET);
            values.add(Secret.literal(secret.text()));
        });
        header.textList("files")
                .forEach(file -> values.add(Secret.file(header.folder().resolve(file))));
        return values;
    }
}
