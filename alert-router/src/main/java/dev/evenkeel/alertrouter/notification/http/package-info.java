/**
 * What all channels that speak HTTP have in common: {@code http_config} in full, requests and answers as values, which
 * answers are tried again, and the way out through the platform's guarded client. What a request says lives with its channel.
 */
package dev.evenkeel.alertrouter.notification.http;
