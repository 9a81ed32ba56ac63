package dev.evenkeel.platform.incidents;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.incidents.Incident.Named;
import dev.evenkeel.platform.incidents.Incident.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IncidentEventJsonTest {

    private static final String RESOLVED = """
            {"incidentId":"7c9e6679-7425-40de-944b-e07fc1f90ae7","title":"web is down","severity":"critical",
             "status":"resolved","groupKey":"{}:{}","receiver":"inbox","firing":0,"openedAt":"2026-11-21T02:00:00Z",
             "resolvedAt":"2026-11-21T02:10:00Z","what":"Resolved","version":3,
             "about":{"component":["web","api"],"=odd":["x"],"later":{"more":1}},"somethingNew":true}
            """;

    @Test
    void whatIsKnownIsReadAndWhatIsNewIsLeftAside() {
        Incident incident = IncidentEventJson.read(RESOLVED);

        assertThat(incident.status()).isEqualTo(Status.RESOLVED);
        assertThat(incident.resolvedAt()).contains(Instant.parse("2026-11-21T02:10:00Z"));
        assertThat(incident.about())
                .containsExactlyInAnyOrder(new Named("component", "web"), new Named("component", "api"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incidentId",
                "title",
                "severity",
                "status",
                "firing",
                "openedAt",
                "resolvedAt",
                "what",
                "version"
            })
    void aFieldThatIsNeededIsNamedWhenItIsMissing(String field) {
        String without = RESOLVED.replace('"' + field + '"', "\"other\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IncidentEventJson.read(without))
                .withMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "3", "{", "null"})
    void whatIsNoObjectIsRefused(String data) {
        assertThatIllegalArgumentException().isThrownBy(() -> IncidentEventJson.read(data));
    }

    @Test
    void aTimeOutsideOfWhatTheDatabaseKeepsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IncidentEventJson.read(RESOLVED.replace("2026-11-21T02:00", "-290000-11-21T02:00")));
    }
}
