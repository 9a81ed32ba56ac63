/**
 * Whether the recovery point objective of each target is kept: the age of its newest good backup against what is promised,
 * and the events that tell when that changes.
 */
package dev.evenkeel.backup.rpo;
