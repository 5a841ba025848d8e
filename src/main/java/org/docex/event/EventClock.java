package org.docex.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** The one row that counts a tenant's events. Who counts holds it until the commit. */
@Entity
@Table(name = "event_clock")
@NamedQuery(name = "EventClock.advance", query = "UPDATE EventClock c SET c.lastSequence = c.lastSequence + :count WHERE c.id = 1")
@NamedQuery(name = "EventClock.read", query = "SELECT c.lastSequence FROM EventClock c WHERE c.id = 1")
public class EventClock {
    @Id
    private long id;

    @Column(name = "last_sequence")
    private long lastSequence;

    protected EventClock() {}
}
