package dev.evenkeel.backup.replication;

/**
 * What a server answers to {@code IDENTIFY_SYSTEM}.
 *
 * @param systemIdentifier the number given to the cluster by initdb, in decimal (unsigned 64 bits); the same for all
 *     copies of a cluster
 * @param timeline the current timeline
 * @param flushed how far the write-ahead log has been flushed
 */
public record SystemIdentity(String systemIdentifier, long timeline, Lsn flushed) {}
