package dev.evenkeel.backup.targets;

import java.time.Duration;

/**
 * A recovery point objective: how much of the newest data may be lost at the most.
 *
 * @param within a good backup is never older than this
 * @param proven whether a backup is good only once it has passed verification or a drill; otherwise each is that is
 *     complete and has not failed them
 */
public record Rpo(Duration within, boolean proven) {}
