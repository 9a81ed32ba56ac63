/**
 * Our own client of the PostgreSQL frontend/backend protocol 3.0, as far as taking a physical base backup and asking
 * plain questions needs it. What is done with the received archives belongs to the packages that receive them.
 *
 * <p>Input and output block, on purpose: a base backup is one long stream on one connection, so it runs on a virtual
 * thread of its own, where a blocked read costs nothing and back-pressure is simply not reading. Every read is bounded
 * by a time limit.
 */
package dev.evenkeel.backup.replication;
