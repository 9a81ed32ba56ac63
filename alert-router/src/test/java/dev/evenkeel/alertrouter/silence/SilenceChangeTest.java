package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.silence.ProposedSilence.ProposedMatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SilenceChangeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final UUID OLD = new UUID(1, 1);
    private static final UUID NEW = new UUID(2, 2);
    private static final ProposedMatcher SHOP = new ProposedMatcher("service", "shop", false, true);

    @Test
    void aSilenceThatShouldHaveBegunBeginsNow() {
        Silence made = propose(Optional.empty(), SHOP, NOW.minusSeconds(60), NOW.plusSeconds(60))
                .written();

        assertThat(made.id()).isEqualTo(NEW);
        assertThat(made.startsAt()).isEqualTo(NOW);
        assertThat(made.stateAt(NOW)).isEqualTo(Silence.State.ACTIVE);
    }

    @Test
    void anActiveSilenceKeepsItsIdWhenOnlyItsEndMoves() {
        Silence old = silence(NOW.minusSeconds(60), NOW.plusSeconds(60));

        SilenceChange change = propose(
                Optional.of(old), SHOP, Instant.ofEpochMilli(old.startsAt().toEpochMilli()), NOW.plusSeconds(600));

        assertThat(change.written().id()).isEqualTo(OLD);
        assertThat(change.written().endsAt()).isEqualTo(NOW.plusSeconds(600));
        assertThat(change.ended()).isEmpty();
    }

    @Test
    void otherMatchersMakeAnotherSilenceAndEndTheOld() {
        Silence old = silence(NOW.minusSeconds(60), NOW.plusSeconds(60));

        SilenceChange change = propose(
                Optional.of(old),
                new ProposedMatcher("service", "shop|cart", true, true),
                old.startsAt(),
                NOW.plusSeconds(60));

        assertThat(change.written().id()).isEqualTo(NEW);
        assertThat(change.ended()).hasValueSatisfying(ended -> {
            assertThat(ended.id()).isEqualTo(OLD);
            assertThat(ended.endsAt()).isEqualTo(NOW);
            assertThat(ended.stateAt(NOW)).isEqualTo(Silence.State.EXPIRED);
        });
    }

    @Test
    void anActiveSilenceWithAnotherBeginningBecomesAnother() {
        Silence old = silence(NOW.minusSeconds(60), NOW.plusSeconds(60));

        SilenceChange change = propose(Optional.of(old), SHOP, NOW.minusSeconds(61), NOW.plusSeconds(60));

        assertThat(change.written().id()).isEqualTo(NEW);
        assertThat(change.ended()).isPresent();
    }

    @Test
    void aPendingSilenceMayBeMovedButNotIntoThePast() {
        Silence old = silence(NOW.plusSeconds(60), NOW.plusSeconds(120));

        assertThat(propose(Optional.of(old), SHOP, NOW.plusSeconds(1), NOW.plusSeconds(60))
                        .written()
                        .id())
                .isEqualTo(OLD);
        SilenceChange change = propose(Optional.of(old), SHOP, NOW.minusSeconds(1), NOW.plusSeconds(60));
        assertThat(change.written().id()).isEqualTo(NEW);
        assertThat(change.ended())
                .hasValueSatisfying(ended -> assertThat(ended.startsAt()).isEqualTo(NOW));
    }

    @Test
    void whatHasExpiredStaysExpiredAndAnotherBegins() {
        Silence old = silence(NOW.minusSeconds(60), NOW.minusSeconds(1));

        SilenceChange change = propose(Optional.of(old), SHOP, old.startsAt(), NOW.plusSeconds(60));

        assertThat(change.written().id()).isEqualTo(NEW);
        assertThat(change.ended()).isEmpty();
    }

    @Test
    void aSilenceThatCannotBeIsRefusedInAlertmanagersWords() {
        refused("Failed to create silence: start time must be before end time", NOW, NOW, SHOP);
        refused(
                "Failed to create silence: end time can't be in the past",
                NOW.minusSeconds(9),
                NOW.minusSeconds(1),
                SHOP);
        refused(
                "invalid silence: matcher set 0: at least one matcher must not match the empty string",
                NOW,
                NOW.plusSeconds(1),
                new ProposedMatcher("a", ".*", true, true),
                new ProposedMatcher("b", "", false, true));
        refused(
                "invalid silence: invalid label matcher 1 in set 0: invalid label name \"a-b\"",
                NOW,
                NOW.plusSeconds(1),
                SHOP,
                new ProposedMatcher("a-b", "x", false, true));
        refused(
                "invalid silence: invalid label matcher 0 in set 0: invalid regular expression \"(\":"
                        + " error parsing regexp: missing closing ): `(`",
                NOW,
                NOW.plusSeconds(1),
                new ProposedMatcher("a", "(", true, true));
    }

    @Test
    void whatIsStoredIsReadBack() {
        var matcher = new ProposedMatcher("a", "\u0000\"x\\", false, false);
        Silence silence = annotated(matcher, Map.of("ticket", "OPS-1", "matchers", "\u0000\"x\\", "", ""));

        StoredSilenceJson.Content read = StoredSilenceJson.read(StoredSilenceJson.write(silence));

        assertThat(read)
                .isEqualTo(new StoredSilenceJson.Content(
                        silence.matchers(), silence.createdBy(), silence.comment(), silence.annotations()));
        assertThat(read.annotations()).hasSize(3);
    }

    @Test
    void whatWasStoredBeforeThereWereAnnotationsHasNone() {
        StoredSilenceJson.Content read = StoredSilenceJson.read(
                "{\"matchers\":[{\"isEqual\":true,\"isRegex\":false,\"name\":\"a\",\"value\":\"b\"}],"
                        + "\"createdBy\":\"me\",\"comment\":\"why\"}");

        assertThat(read.comment()).isEqualTo("why");
        assertThat(read.annotations()).isEmpty();
    }

    @Test
    void annotationsAreOfABoundedSize() {
        assertThat(annotated(SHOP, Map.of("a", "ü".repeat(ProposedSilence.LARGEST_ANNOTATIONS / 2 - 1)))
                        .annotations())
                .hasSize(1);

        assertThatThrownBy(() -> annotated(SHOP, Map.of("a", "ü".repeat(ProposedSilence.LARGEST_ANNOTATIONS / 2))))
                .isInstanceOf(InvalidSilenceException.class)
                .hasMessage("silence exceeded maximum size: 65537 bytes (limit: 65536 bytes)");
    }

    private static Silence annotated(ProposedMatcher matcher, Map<String, String> annotations) {
        var proposal = new ProposedSilence(
                "", List.of(matcher), NOW, NOW.plusSeconds(1), "me", "because", new TreeMap<>(annotations));
        return SilenceChange.of(Optional.empty(), proposal, NEW, NOW, MatcherSyntax.CLASSIC)
                .written();
    }

    private static void refused(String why, Instant start, Instant end, ProposedMatcher... matchers) {
        var proposal = new ProposedSilence("", List.of(matchers), start, end, "me", "");
        assertThatThrownBy(() -> SilenceChange.of(Optional.empty(), proposal, NEW, NOW, MatcherSyntax.CLASSIC))
                .isInstanceOf(InvalidSilenceException.class)
                .hasMessage(why);
    }

    private static SilenceChange propose(
            Optional<Silence> previous, ProposedMatcher matcher, Instant start, Instant end) {
        return SilenceChange.of(
                previous,
                new ProposedSilence("", List.of(matcher), start, end, "me", "because"),
                NEW,
                NOW,
                MatcherSyntax.CLASSIC);
    }

    private static Silence silence(Instant start, Instant end) {
        var proposal = new ProposedSilence("", List.of(SHOP), start, end, "me", "because");
        return new Silence(
                OLD,
                proposal.checked(start, MatcherSyntax.CLASSIC),
                start,
                end,
                start,
                "me",
                "because",
                new TreeMap<>());
    }
}
