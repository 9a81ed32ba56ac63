package dev.evenkeel.alertrouter.notification.inbox;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** The inbox for the other features. */
@ApplicationScoped
public class InboxService {

    private final InboxStore store;

    InboxService(InboxStore store) {
        this.store = store;
    }

    /** The newest notifications, newest first. */
    public Uni<List<InboxHead>> newest(int limit) {
        return store.heads(limit);
    }
}
