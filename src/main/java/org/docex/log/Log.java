package org.docex.log;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A logger whose lines say for whom: {@code [request 6f1c… tenant acme user ann] message}, each part {@code -} where there is
 * none.
 */
public final class Log {
    private static final int LONGEST = 100;
    private static final LogSubject NOBODY = new LogSubject() {
        @Override
        public Optional<String> request() {
            return Optional.empty();
        }

        @Override
        public Optional<String> tenant() {
            return Optional.empty();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }
    };

    private final System.Logger logger;

    private Log(System.Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> type) {
        return new Log(System.getLogger(type.getName()));
    }

    /** What a developer looks for; off by default. */
    public void debug(String message, Throwable cause) {
        log(Level.DEBUG, message, cause);
    }

    public void info(String message) {
        log(Level.INFO, message, null);
    }

    /** What an operator should look at. */
    public void warning(String message) {
        log(Level.WARNING, message, null);
    }

    /** What an operator should look at. */
    public void warning(String message, Throwable cause) {
        log(Level.WARNING, message, cause);
    }

    /** What must not happen. */
    public void error(String message) {
        log(Level.ERROR, message, null);
    }

    /** What must not happen. */
    public void error(String message, Throwable cause) {
        log(Level.ERROR, message, cause);
    }

    private void log(Level level, String message, @Nullable Throwable cause) {
        if (logger.isLoggable(level)) {
            String oneLine = message.replaceAll("\\p{Cntrl}+", " ");
            logger.log(level, subject().map(subject -> line(subject, oneLine)).orElse(oneLine), cause);
        }
    }

    static String line(LogSubject subject, String message) {
        return "[request " + part(subject::request) + " tenant " + part(subject::tenant) + " user " + part(subject::user) + "] "
                + message;
    }

    private static String part(Supplier<Optional<String>> known) {
        return known.get().map(Log::encoded).orElse("-");
    }

    /** Printable ASCII without what frames the line; everything else as {@code %} and its UTF-16 code. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (char c : text.substring(0, Math.min(text.length(), LONGEST)).toCharArray()) {
            if (c > ' ' && c < 0x7f && "[]%".indexOf(c) < 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%04x", (int) c));
            }
        }
        return encoded.append(text.length() > LONGEST ? "..." : "").toString();
    }

    private static Optional<LogSubject> subject() {
        try {
            Instance<LogSubject> subjects = CDI.current().select(LogSubject.class);
            return subjects.isResolvable() ? Optional.of(subjects.get()) : Optional.empty();
        } catch (IllegalStateException threadOfTheServer) {
            return Optional.of(NOBODY);
        } catch (LinkageError commandLine) {
            return Optional.empty(); // it has no CDI, not even its classes
        }
    }
}
