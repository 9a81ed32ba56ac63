/** Work that blocks for minutes or hours, on virtual threads, with a lease in the database that tells that it is alive. */
package dev.evenkeel.backup.work;
