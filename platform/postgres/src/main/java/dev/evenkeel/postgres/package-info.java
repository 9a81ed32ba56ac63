/**
 * A PostgreSQL server as files and a process: unpack the programs, initialise a data folder, start it as an ordinary
 * user, stop it. It speaks no SQL and knows nothing of what is stored in the server.
 */
package dev.evenkeel.postgres;
