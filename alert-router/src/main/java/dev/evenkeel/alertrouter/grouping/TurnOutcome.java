package dev.evenkeel.alertrouter.grouping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.grouping.FlushPlan.Conclusion;
import dev.evenkeel.alertrouter.grouping.FlushPlan.Step;
import dev.evenkeel.alertrouter.grouping.GroupState.Retry;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;

/**
 * What a look at a group adds to the numbers of notifications. As in Alertmanager, all that is tried for an integration
 * from one turn of the group to the next is one notification, which has failed if the last attempt before the next turn
 * did, or one was refused for good.
 *
 * @param begun integrations for which this turn has a notification, be it attempted later
 * @param failed integrations whose notification has failed
 */
record TurnOutcome(List<Integration> begun, Map<Integration, FailureCause> failed) {

    static TurnOutcome of(FlushPlan plan, Map<Integration, DeliveryResult> results, Conclusion conclusion) {
        boolean turn = plan.state().isTurn(plan.now());
        Instant nextTurn = conclusion.state().nextTurnAt();
        List<Integration> begun = new ArrayList<>();
        Map<Integration, FailureCause> failed = new HashMap<>();
        plan.steps().forEach((integration, step) -> {
            Retry retry = conclusion.state().retries().get(integration.name());
            boolean triedAgain = retry != null && retry.dueAt().isBefore(nextTurn);
            boolean tried = step instanceof Step.Notify;
            if (turn && (tried || triedAgain)) {
                begun.add(integration);
            }
            if (tried && !triedAgain) {
                failure(results.get(integration)).ifPresent(cause -> failed.put(integration, cause));
            }
        });
        return new TurnOutcome(begun, failed);
    }

    private static Optional<FailureCause> failure(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Delivered _ -> Optional.empty();
            case DeliveryResult.Failed tried -> Optional.of(tried.cause());
            case DeliveryResult.Refused refused -> Optional.of(refused.cause());
        };
    }
}
