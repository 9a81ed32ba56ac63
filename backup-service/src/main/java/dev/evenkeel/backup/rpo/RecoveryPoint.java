package dev.evenkeel.backup.rpo;

import java.time.Instant;

/**
 * A backup that one could go back to.
 *
 * @param backup its id
 * @param at the moment that it holds: when it was complete
 */
record RecoveryPoint(String backup, Instant at) {}
