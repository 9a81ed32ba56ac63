package dev.evenkeel.platform.security;

/** What became of a credential. */
public sealed interface Verdict {

    record Accepted(Caller caller) implements Verdict {}

    record Refused(Refusal reason) implements Verdict {}
}
