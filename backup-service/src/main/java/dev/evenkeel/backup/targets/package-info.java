/** What is to be backed up, where to, and when: the service's configuration as values. */
package dev.evenkeel.backup.targets;
