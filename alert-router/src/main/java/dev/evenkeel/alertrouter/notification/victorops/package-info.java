/** Telling VictorOps (Splunk On-Call), whose incidents are opened and closed by the group's hash. */
package dev.evenkeel.alertrouter.notification.victorops;
