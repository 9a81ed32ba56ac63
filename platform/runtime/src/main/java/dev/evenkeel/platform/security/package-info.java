/** Who may do what: roles, API keys, bearer tokens and sessions. Everything is closed unless a rule here opens it. */
package dev.evenkeel.platform.security;
