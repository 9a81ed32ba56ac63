package dev.evenkeel.platform.security.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.ConfigProblems;
import dev.evenkeel.platform.security.BootstrapKeys;
import dev.evenkeel.platform.security.BootstrapKeysReader;
import dev.evenkeel.platform.security.SessionTokens;

/**
 * The two files that access rests on: the bootstrap keys and the secrets of sessions. Both are read again every
 * {@value #SECONDS_BETWEEN_READS} seconds and put in force when they have changed; a file that is not valid is reported
 * and changes nothing.
 */
@ApplicationScoped
public class SecretFiles {

    private static final Logger LOG = Logger.getLogger(SecretFiles.class);
    private static final long SECONDS_BETWEEN_READS = 2;

    private final SecurityConfiguration configuration;
    private final Vertx vertx;
    private final List<WatchedFile> files = new ArrayList<>();

    private volatile BootstrapKeys bootstrapKeys = BootstrapKeys.NONE;
    private volatile SessionTokens sessionTokens;

    SecretFiles(SecurityConfiguration configuration, Vertx vertx) {
        this.configuration = configuration;
        this.vertx = vertx;
        this.sessionTokens = tokensOfThisProcess(configuration.audience());
    }

    void start(@Observes StartupEvent started) {
        configuration
                .bootstrapKeysFile()
                .ifPresent(path -> files.add(new WatchedFile(path, yaml -> readKeys(path, yaml))));
        configuration
                .sessionSecretFile()
                .ifPresent(path -> files.add(new WatchedFile(path, text -> readSecrets(path, text))));
        files.forEach(WatchedFile::read);
        if (!files.isEmpty()) {
            vertx.setPeriodic(Duration.ofSeconds(SECONDS_BETWEEN_READS).toMillis(), timer -> readAgain());
        }
    }

    public BootstrapKeys bootstrapKeys() {
        return bootstrapKeys;
    }

    public SessionTokens sessionTokens() {
        return sessionTokens;
    }

    private void readAgain() {
        vertx.executeBlocking(() -> {
                    files.forEach(WatchedFile::read);
                    return null;
                })
                .onFailure(e -> LOG.error("Cannot read the files of keys and secrets again", e));
    }

    private void readKeys(Path path, String yaml) {
        var problems = new ConfigProblems();
        BootstrapKeys read = BootstrapKeysReader.read(path.getFileName().toString(), yaml, problems);
        if (problems.isEmpty()) {
            bootstrapKeys = read;
            LOG.infof("%d bootstrap keys in force from %s", read.keys().size(), path);
        } else {
            String mistakes =
                    problems.found().stream().map(ConfigProblem::toString).collect(Collectors.joining("; "));
            LOG.errorf("The bootstrap keys in %s are not valid and were not taken over: %s", path, mistakes);
        }
    }

    private void readSecrets(Path path, String text) {
        List<byte[]> secrets = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        if (secrets.isEmpty()) {
            LOG.warnf("No session secret in %s: sessions hold in this process alone until there is one", path);
            return;
        }
        try {
            sessionTokens = new SessionTokens(configuration.audience(), secrets);
            LOG.infof("%d session secrets in force from %s", secrets.size(), path);
        } catch (IllegalArgumentException e) {
            LOG.errorf("The session secrets in %s were not taken over: %s", path, e.getMessage());
        }
    }

    private static SessionTokens tokensOfThisProcess(String audience) {
        var secret = new byte[SessionTokens.SHORTEST_SECRET];
        new SecureRandom().nextBytes(secret);
        return new SessionTokens(audience, List.of(secret));
    }
}
