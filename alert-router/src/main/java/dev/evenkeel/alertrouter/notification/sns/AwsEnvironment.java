package dev.evenkeel.alertrouter.notification.sns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.notification.content.UnsendableException;
import dev.evenkeel.alertrouter.notification.sns.SnsSettings.Signing;

/**
 * What AWS' own tools would know of credentials, region and addresses from here: the configuration, else environment
 * variables, else the shared files of a profile. The machine's metadata service is not asked, since no request of ours may
 * reach it.
 *
 * @param variables of the process
 * @param home the user's folder
 */
record AwsEnvironment(Map<String, String> variables, Path home) {

    /** @throws UnsendableException if there are none */
    AwsCredentials credentials(Signing signing) {
        return signing.key()
                .map(key -> new AwsCredentials(key.id(), key.secret().reveal().strip(), ""))
                .or(() -> signing.profile().isEmpty() ? fromVariables() : Optional.empty())
                .or(() -> fromFile(signing))
                .orElseThrow(
                        () -> new UnsendableException("no AWS credentials in sns.sigv4, in the environment or in the"
                                + " profile " + profile(signing)));
    }

    private Optional<AwsCredentials> fromVariables() {
        return variable("AWS_ACCESS_KEY_ID")
                .flatMap(id -> variable("AWS_SECRET_ACCESS_KEY")
                        .map(secret -> new AwsCredentials(
                                id, secret, variable("AWS_SESSION_TOKEN").orElse(""))));
    }

    private Optional<AwsCredentials> fromFile(Signing signing) {
        Map<String, String> section = new HashMap<>(config(signing));
        section.putAll(section(credentialsFile(), profile(signing)));
        return Optional.ofNullable(section.get("aws_access_key_id"))
                .flatMap(id -> Optional.ofNullable(section.get("aws_secret_access_key"))
                        .map(secret -> new AwsCredentials(id, secret, section.getOrDefault("aws_session_token", ""))));
    }

    /** @throws UnsendableException if there is none */
    String region(Signing signing) {
        return Optional.of(signing.region())
                .filter(region -> !region.isEmpty())
                .or(() -> variable("AWS_REGION"))
                .or(() -> variable("AWS_DEFAULT_REGION"))
                .or(() -> Optional.ofNullable(config(signing).get("region")))
                .orElseThrow(() -> new UnsendableException(
                        "region not configured in sns.sigv4.region or in default credentials chain"));
    }

    /**
     * Where a service is reached, unless a configuration says it.
     *
     * @param host its name within the region
     */
    String url(String service, String host, String region) {
        return variable("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
                .or(() -> variable("AWS_ENDPOINT_URL"))
                .orElseGet(() -> "https://" + host + "." + region
                        + (region.startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/"));
    }

    private String profile(Signing signing) {
        return signing.profile().isEmpty() ? variable("AWS_PROFILE").orElse("default") : signing.profile();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private Path credentialsFile() {
        return variable("AWS_SHARED_CREDENTIALS_FILE").map(Path::of).orElse(home.resolve(".aws/credentials"));
    }

    private Map<String, String> config(Signing signing) {
        Path file = variable("AWS_CONFIG_FILE").map(Path::of).orElse(home.resolve(".aws/config"));
        String profile = profile(signing);
        return section(file, profile.equals("default") ? profile : "profile " + profile);
    }

    private static Map<String, String> section(Path file, String name) {
        if (!Files.isReadable(file)) {
            return Map.of();
        }
        var values = new HashMap<String, String>();
        try (Stream<String> lines = Files.lines(file)) {
            String current = "";
            for (String line : lines.map(String::strip).toList()) {
                int equals = line.indexOf('=');
                if (line.startsWith("[") && line.endsWith("]")) {
                    current = line.substring(1, line.length() - 1).strip();
                } else if (current.equals(name) && equals > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The AWS profile in " + file + " cannot be read", e);
        }
        return values;
    }
}
