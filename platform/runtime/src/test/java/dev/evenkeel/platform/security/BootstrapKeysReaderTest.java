package dev.evenkeel.platform.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.ConfigProblems;

import static org.assertj.core.api.Assertions.assertThat;

class BootstrapKeysReaderTest {

    private static final String DIGEST = KeyDigest.of("a key").hex();

    private final ConfigProblems problems = new ConfigProblems();

    @Test
    void aKeyIsFoundByTheKeyItself() {
        BootstrapKeys keys = read("""
                keys:
                  - name: admin
                    roles: [admin, ingest]
                    sha256: %s
                  - name: demo
                    roles: [viewer]
                    sha256: %s
                    expires: 2027-01-01T00:00:00Z
                """.formatted(DIGEST, KeyDigest.of("another").hex()));

        assertThat(problems.found()).isEmpty();
        assertThat(keys.find(KeyDigest.of("a key")).orElseThrow().roles()).isEqualTo(Set.of(Role.ADMIN, Role.INGEST));
        assertThat(keys.find(KeyDigest.of("another")).orElseThrow().expiresAt())
                .contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(keys.find(KeyDigest.of("neither"))).isEmpty();
    }

    @Test
    void everyMistakeIsReportedWithItsLineAndWhatIsAllowed() {
        BootstrapKeys keys = read("""
                keys:
                  - name: admin
                    roles: [boss]
                    sha256: %s
                  - name: demo
                    roles: []
                    sha256: %s
                    colour: red
                """.formatted(DIGEST, DIGEST));

        assertThat(keys.keys()).isEmpty();
        assertThat(found())
                .anySatisfy(problem -> assertThat(problem).contains(":3:", "viewer", "ingest"))
                .anySatisfy(problem -> assertThat(problem).contains(":5:", "at least one role"))
                .anySatisfy(problem -> assertThat(problem).contains(":8:", "colour"));
    }

    @Test
    void aKeyPastedInPlaceOfItsDigestIsRefusedWithoutBeingRepeated() {
        read("""
                keys:
                  - name: admin
                    roles: [admin]
                    sha256: ek_secret
                """);

        assertThat(found())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains(":4:", "64 hexadecimal digits")
                        .doesNotContain("ek_secret"));
    }

    @Test
    void twoKeysWithOneNameAreRefused() {
        read("""
                keys:
                  - {name: a, roles: [viewer], sha256: %s}
                  - {name: a, roles: [admin], sha256: %s}
                """.formatted(DIGEST, KeyDigest.of("another").hex()));

        assertThat(found())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("two keys", "'a'"));
    }

    @Test
    void anEmptyFileHasNoKeys() {
        assertThat(read("").keys()).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Property
    void noTextMakesItFail(@ForAll String text) {
        var found = new ConfigProblems();

        BootstrapKeys keys = BootstrapKeysReader.read("api-keys.yaml", "keys: " + text, found);

        assertThat(keys.keys()).isEmpty();
    }

    private BootstrapKeys read(String yaml) {
        return BootstrapKeysReader.read("api-keys.yaml", yaml, problems);
    }

    private List<String> found() {
        return problems.found().stream().map(ConfigProblem::toString).toList();
    }
}
