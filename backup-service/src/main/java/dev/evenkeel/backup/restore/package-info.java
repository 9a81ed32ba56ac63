/** Writing a backup out into a new folder, so that a server can be started on it. */
package dev.evenkeel.backup.restore;
