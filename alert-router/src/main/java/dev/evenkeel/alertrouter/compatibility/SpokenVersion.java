package dev.evenkeel.alertrouter.compatibility;

/**
 * The version of Alertmanager whose API is spoken here. Clients choose by it what they ask for: Karma, for one, wants to know
 * nothing of an Alertmanager before 0.22, so that a version of our own, counted from 0.1, would be taken for an old one.
 */
public final class SpokenVersion {

    /** As Alertmanager names itself. */
    public static final String NUMBER = "0.34.0";

    private SpokenVersion() {}

    /** What stands where Alertmanager names the branch that it was built from: that this is another program, and which. */
    public static String branch(String ourVersion) {
        return "evenkeel-" + ourVersion;
    }
}
