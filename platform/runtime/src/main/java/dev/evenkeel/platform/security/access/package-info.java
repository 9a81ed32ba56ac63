/**
 * Where the rules of {@code security} meet requests, files and the database: the mechanism that finds out who is calling,
 * the policy every request passes, the store of keys and its REST interface. Nothing but edges.
 */
package dev.evenkeel.platform.security.access;
