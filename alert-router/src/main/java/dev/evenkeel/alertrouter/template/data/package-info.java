/** What a notification tells its templates, in the form of Alertmanager's {@code Data}. */
package dev.evenkeel.alertrouter.template.data;
