/**
 * Taking a base backup: from a server, through the replication protocol, into a repository. What is done with the backup
 * afterwards, and who decides when to take one, is told elsewhere.
 */
package dev.evenkeel.backup.basebackup;
