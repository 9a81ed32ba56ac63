/** Goes through the alerts that fire, page by page, for features that ask something of each. What they ask is theirs. */
package dev.evenkeel.alertrouter.firing;
