/**
 * What an alert is: its labels, fingerprint and annotations, the order in which alerts are shown, and how two reports of
 * the same alert become one; and how labels and annotations are written as JSON. Plain values; nothing here stores, routes or sends.
 */
package dev.evenkeel.alertrouter.alert;
