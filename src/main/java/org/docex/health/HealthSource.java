package org.docex.health;

/** A bean that can tell the state of some parts. */
public interface HealthSource {
    /** Looks now; what it does not mention it could not, or need not, look at. */
    Findings look();
}
