package dev.evenkeel.backup.verification;

import java.util.List;

/**
 * The outcome of checking a backup.
 *
 * @param files how many files were read to their end
 * @param bytes of content that were read
 * @param findings what is wrong, a sentence each, at most a hundred; empty if nothing is
 */
public record Verification(long files, long bytes, List<String> findings) {

    public Verification {
        findings = List.copyOf(findings);
    }

    public boolean passed() {
        return findings.isEmpty();
    }
}
