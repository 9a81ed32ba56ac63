/**
 * How a service can be watched from outside: metrics, traces and logs. Knows nothing of what is counted, except for the
 * things every service has: requests, the database, the process. Nothing that leaves through here contains a secret.
 */
package dev.evenkeel.platform.telemetry;
