/** How statements go to the database together. Where it is, and as whom, is configuration; what is asked, a {@code Store}'s. */
package dev.evenkeel.platform.database;
