package dev.evenkeel.alertrouter.grouping;

import io.smallrye.mutiny.Uni;

/**
 * Somebody who sees to it that due groups are found as they should be: after a time in which nobody was there, alerts of
 * theirs may seem to have ended that only nobody could renew. Implementations are CDI beans.
 */
public interface BeforeLookingHandler {

    /**
     * Called again and again, each time before due groups are claimed; has to be quick if there is nothing to do. Groups are
     * looked at though it fails.
     */
    Uni<Void> beforeLooking();
}
