/** How backups stood at any moment, as series and on a page, told from the records of runs and operations. */
package dev.evenkeel.backup.history;
