/**
 * The configuration: an {@code alertmanager.yml}, read strictly into the values that routing and notification work
 * with, and printed again without its secrets.
 */
package dev.evenkeel.alertrouter.config;
