/** The {@code global} section: what holds for every receiver that does not say otherwise. */
package dev.evenkeel.alertrouter.notification.global;
