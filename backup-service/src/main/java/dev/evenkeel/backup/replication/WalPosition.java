package dev.evenkeel.backup.replication;

/** A position in the write-ahead log of one timeline (a positive number). */
public record WalPosition(Lsn lsn, long timeline) {}
