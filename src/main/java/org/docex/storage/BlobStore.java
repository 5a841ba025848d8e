package org.docex.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/** A back end. Areas are the tenants' roots; keys are relative to an area and never leave it. */
public interface BlobStore {
    /** How many keys a draft tries. */
    int ATTEMPTS = 7;

    /** Makes an area; true when it was not there before. */
    boolean createArea(String area) throws IOException;

    /** True when the area is complete. */
    boolean hasArea(String area) throws IOException;

    /** True when anything lies where the area would be. */
    boolean isTaken(String area) throws IOException;

    /** Shows every object of an area, and what is on its way into it. */
    void look(String area, Visitor visitor) throws IOException;

    /** Removes what {@link #look} found; nothing happens when it is gone. */
    void discard(String area, Found found) throws IOException;

    /** Removes all that an area holds, and leaves the area. */
    void emptyArea(String area) throws IOException;

    /** Removes an area that holds nothing. */
    void removeEmptyArea(String area) throws IOException;

    /**
     * Begins an object in the area.
     *
     * @param keys the key it should get, by attempt from 0: the first that is free is taken
     */
    Draft draft(String area, IntFunction<String> keys) throws IOException;

    /** The bytes under a key; empty when there are none. */
    Optional<Blob> open(String area, String key) throws IOException;

    void delete(String area, String key) throws IOException;

    /** Free bytes; {@link Long#MAX_VALUE} where nobody can say. */
    long freeBytes() throws IOException;

    /** Told of each object. */
    @FunctionalInterface
    interface Visitor {
        void found(Found found) throws IOException;
    }

    /**
     * @param key in the area; of what is on its way a name that only the back end understands
     * @param since when it was written, or begun
     * @param unfinished whether it is still on its way
     */
    record Found(String key, long size, Instant since, boolean unfinished) {}

    /** Bytes on their way; closing without {@link #publish} removes them. */
    interface Draft extends AutoCloseable {
        void write(byte[] bytes, int length) throws IOException;

        /** Makes everything written durable. */
        void sync() throws IOException;

        /** Gives the bytes the first key that is free; empty when none of the attempts is. */
        Optional<String> publish() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Stored bytes, open for reading. */
    interface Blob extends AutoCloseable {
        long size() throws IOException;

        /** Changes when the bytes do: what was verified once under a tag need not be again. */
        String tag() throws IOException;

        /** Reads from a position to the end. */
        InputStream from(long position) throws IOException;

        @Override
        void close() throws IOException;
    }
}
