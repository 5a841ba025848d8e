package org.docex.health;

/**
 * Something wrong, and its cure.
 *
 * @param blocks whether calls cannot be served because of it
 */
public record Fault(String message, boolean blocks) {
    /** A fault that stops calls. */
    public static Fault blocking(String message) {
        return new Fault(message, true);
    }

    /** Something an operator should look at. */
    public static Fault note(String message) {
        return new Fault(message, false);
    }
}
