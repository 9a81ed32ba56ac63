package dev.evenkeel.platform.security;

import java.time.Duration;
import java.time.Instant;

/**
 * Why a credential was not accepted. What is told to the caller depends on what the caller has proved: only the holder
 * of the whole key learns that it expired; everybody else learns that it is not a valid key.
 */
public sealed interface Refusal {

    /** For the caller: a sentence. */
    String explanation();

    /** The key is known, the secret matches, its time is over. */
    record Expired(String name, Instant at) implements Refusal {
        @Override
        public String explanation() {
            return "The API key '" + name + "' expired at " + at + ". Ask an administrator for a new one.";
        }
    }

    /** The key is known, the secret matches, it has been taken back. */
    record Revoked(String name, Instant at) implements Refusal {
        @Override
        public String explanation() {
            return "The API key '" + name + "' was revoked at " + at + ".";
        }
    }

    /** It has the prefix of a key of ours but is cut off, mistyped or invented. */
    record Malformed() implements Refusal {
        @Override
        public String explanation() {
            return "This is not a complete API key: keys look like ek_<id>_<secret> and end in a checksum that does not"
                    + " fit here. Was it copied as a whole?";
        }
    }

    /** Not known here; whether the id or the secret is wrong is not told. */
    record Unknown() implements Refusal {
        @Override
        public String explanation() {
            return "The credential is not valid for this service.";
        }
    }

    /** A bearer token of the identity provider that did not pass its checks. */
    record BadToken() implements Refusal {
        @Override
        public String explanation() {
            return "The bearer token is not valid: it may have expired, or is not meant for this service.";
        }
    }

    /** The caller is recognised, but only signed-in pages of the same origin may change something with a cookie. */
    record ForeignOrigin() implements Refusal {
        @Override
        public String explanation() {
            return "A request that changes something with a session cookie must come from a page of this service.";
        }
    }

    /** Too many failures from this address. */
    record TooManyAttempts(Duration retryAfter) implements Refusal {
        @Override
        public String explanation() {
            return "Too many failed attempts from this address.";
        }
    }

    /** Keys cannot be looked up at present; nothing is said about the credential. */
    record CannotTell(Duration retryAfter) implements Refusal {
        @Override
        public String explanation() {
            return "Credentials cannot be checked at the moment because the database does not answer.";
        }
    }
}
