package dev.evenkeel.local;

/** The five services, as the launcher knows them: a folder of the repository, a port, a database. */
enum Member {
    HEALTH("health-service", "Health", "health", 1, "is it healthy, and what is the root of it"),
    ALERTS("alert-router", "Alerts", "alerts", 2, "who is told, when, how, once"),
    BACKUP("backup-service", "Backups", "backup", 3, "can we get it back, proven"),
    SLO("slo-service", "SLOs", "slo", 4, "are promises kept, how fast is the budget burning"),
    CAPACITY("capacity-planner", "Capacity", "capacity", 5, "when does it run out, what does it cost");

    private final String folder;
    private final String title;
    private final String database;
    private final int portOffset;
    private final String question;

    Member(String folder, String title, String database, int portOffset, String question) {
        this.folder = folder;
        this.title = title;
        this.database = database;
        this.portOffset = portOffset;
        this.question = question;
    }

    /** The folder in the repository, which is also the name of the service. */
    String folder() {
        return folder;
    }

    String title() {
        return title;
    }

    /** The name of its database and of the role that owns it. */
    String database() {
        return database;
    }

    int port(int portBase) {
        return portBase + portOffset;
    }

    /** What it answers, in a few words. */
    String question() {
        return question;
    }
}
