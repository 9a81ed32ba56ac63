package dev.evenkeel.backup.replication;

/**
 * A tablespace outside the data folder.
 *
 * @param oid its object identifier, which also names its archive ({@code <oid>.tar})
 * @param location the folder on the server that it lives in
 */
public record Tablespace(long oid, String location) {}
