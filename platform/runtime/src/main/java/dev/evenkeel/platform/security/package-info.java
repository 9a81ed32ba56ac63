/**
 * Who is calling and what they may do: API keys, sessions, OIDC tokens, roles. Closed by default: a path that is not on
 * the short list of {@link dev.evenkeel.platform.security.OpenPaths} needs a caller, and an endpoint without an
 * annotation refuses everybody. Here are the values and rules; what touches requests, files and the database is in
 * {@code access}. What a role means for a feature is said by that feature's endpoints, not here.
 */
package dev.evenkeel.platform.security;
