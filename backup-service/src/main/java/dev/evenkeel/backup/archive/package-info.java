/**
 * The tar archives in which a server sends its files: taken apart as they stream by, without ever holding a file in
 * memory. Nothing here writes files.
 */
package dev.evenkeel.backup.archive;
