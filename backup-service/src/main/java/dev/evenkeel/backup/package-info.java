/**
 * The backup service: takes base backups of PostgreSQL, keeps them encrypted in a repository and proves that they can be
 * restored. Each feature has a package of its own below this one; nothing but this sentence lives here.
 */
package dev.evenkeel.backup;
