/**
 * Silences: people saying that they do not want to hear of some alerts for a while. What a silence is and how it may be
 * changed, the API by which it is, and where it is kept. What silenced alerts are left out of is decided elsewhere.
 */
package dev.evenkeel.alertrouter.silence;
