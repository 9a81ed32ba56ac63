/** The REST API of the service: backups, what is done with them, and the targets they are of. */
package dev.evenkeel.backup.web;
