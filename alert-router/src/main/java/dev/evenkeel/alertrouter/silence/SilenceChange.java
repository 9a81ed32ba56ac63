package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/**
 * What it comes to when somebody asks for a silence. A silence that has been heard of elsewhere must go on to mean what
 * it meant: other matchers, or another beginning once it has begun, make another silence and end the old one.
 *
 * <p>Source: the rules of Alertmanager for silences that are posted with an id.
 *
 * @param written the silence that is in force from now on; it has the id of the old one if that could be changed
 * @param ended the old one, if it could not be changed and had not ended by itself
 */
record SilenceChange(Silence written, Optional<Silence> ended) {

    /**
     * @param previous the silence that the proposal names, empty if it names none
     * @param newId for a silence that becomes another one
     * @throws InvalidSilenceException if it can be none
     */
    static SilenceChange of(
            Optional<Silence> previous, ProposedSilence proposal, UUID newId, Instant now, MatcherSyntax syntax) {
        List<Matcher> matchers = proposal.checked(now, syntax);
        if (previous.isPresent() && mayBecome(previous.get(), proposal, matchers, now)) {
            return new SilenceChange(
                    silence(previous.get().id(), proposal, matchers, proposal.startsAt(), now), Optional.empty());
        }
        Instant start = proposal.startsAt().isBefore(now) ? now : proposal.startsAt();
        return new SilenceChange(
                silence(newId, proposal, matchers, start, now),
                previous.filter(old -> old.stateAt(now) != Silence.State.EXPIRED)
                        .map(old -> old.expiredAt(now)));
    }

    private static boolean mayBecome(Silence old, ProposedSilence proposal, List<Matcher> matchers, Instant now) {
        if (!old.matchers().equals(matchers)) {
            return false;
        }
        return switch (old.stateAt(now)) {
            // clients know no more than milliseconds of the beginning
            case ACTIVE -> seconds(old.startsAt()).equals(seconds(proposal.startsAt()));
            case PENDING -> !proposal.startsAt().isBefore(now);
            case EXPIRED -> false;
        };
    }

    private static Instant seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Silence silence(
            UUID id, ProposedSilence proposal, List<Matcher> matchers, Instant start, Instant now) {
        return new Silence(
                id,
                matchers,
                start,
                proposal.endsAt(),
                now,
                proposal.createdBy(),
                proposal.comment(),
                proposal.annotations());
    }
}
