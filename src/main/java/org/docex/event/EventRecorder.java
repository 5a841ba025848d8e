package org.docex.event;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.docex.change.Change;
import org.docex.config.Configuration;
import org.docex.paging.SortableTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the events of each change, last of all who observe it. */
@ApplicationScoped
class EventRecorder {
    private static final int PRIORITY = 3000;
    /** Of so many events one looks for what has expired. */
    private static final int EXPIRE_EVERY = 100;

    @Inject
    EventRepository events;

    @Inject
    Configuration configuration;

    void record(@Observes @Priority(PRIORITY) Change change) {
        List<Optional<String>> documents = change.documentIds().isEmpty() ? List.of(Optional.empty())
                : change.documentIds().stream().map(Optional::of).toList();
        long sequence = events.advance(documents.size());
        Instant now = SortableTime.now();
        if ((sequence - 1) / EXPIRE_EVERY != (sequence - 1 + documents.size()) / EXPIRE_EVERY) {
            configuration.get().events().retention().ifPresent(kept -> events.expire(now.minus(kept)));
        }
        String data = change.data().toString();
        for (Optional<String> document : documents) {
            events.add(new DocEvent(sequence++, change.basketId(), document, change.kind().name(), now, data));
        }
    }
}
