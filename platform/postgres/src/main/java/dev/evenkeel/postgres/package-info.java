/** A PostgreSQL server as files and a process: unpack, initialise, start as an ordinary user, stop. */
package dev.evenkeel.postgres;
