package dev.evenkeel.alertrouter.silence;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;

/** Makes silences that end when none of the alerts fires any more that they silenced when they were made. */
@ApplicationScoped
class EndingSilenceService {

    private final SilencedAlertStore silenced;
    private final SilenceService silences;
    private final MatcherSyntax syntax;
    private final Clock clock;

    EndingSilenceService(SilencedAlertStore silenced, SilenceService silences, MatcherSyntax syntax, Clock clock) {
        this.silenced = silenced;
        this.silences = silences;
        this.syntax = syntax;
        this.clock = clock;
    }

    /** @throws InvalidSilenceException as a failure; a {@link RefusedSilenceException} if no such alert fires */
    Uni<UUID> propose(ProposedSilence proposal, SilenceAuthor author) {
        return Uni.createFrom()
                .item(() -> proposal.checked(clock.instant(), syntax))
                .flatMap((List<Matcher> matchers) -> silenced.firing(matchers, clock.instant()))
                .flatMap(alerts -> {
                    if (alerts.isEmpty()) {
                        throw new RefusedSilenceException(
                                "No such alert fires: there is nothing with which it could end");
                    }
                    return silences.proposeUntilResolved(proposal, alerts, author);
                });
    }
}
