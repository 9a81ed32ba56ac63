/** What alert-router says of itself in Alertmanager's terms: version, configuration in force, receivers. */
package dev.evenkeel.alertrouter.status;
