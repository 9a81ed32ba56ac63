/**
 * How Alertmanager's API v2 says things: its answers to bad input, its times, its flags, and what it counts of requests
 * and queries. Our own API under {@code /api/v1} speaks problem+json instead.
 */
package dev.evenkeel.alertrouter.compatibility;
