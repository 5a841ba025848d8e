package org.docex.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;

/** A back end. Areas are the tenants' roots; keys are relative to an area and never leave it. */
public interface BlobStore {
    /** Makes an area; true when it was not there before. */
    boolean createArea(String area) throws IOException;

    /** True when the area is complete. */
    boolean hasArea(String area) throws IOException;

    /** True when anything lies where the area would be. */
    boolean isTaken(String area) throws IOException;

    /** What an area holds, without what is on its way. */
    Usage usage(String area) throws IOException;

    /** Removes all that an area holds, and leaves the area. */
    void emptyArea(String area) throws IOException;

    /**
     * Removes what nobody names and what was on its way. Only for who alone uses the area.
     *
     * @param isNamed told a key
     */
    void sweep(String area, Predicate<String> isNamed) throws IOException;

    /** @param bytes of all objects together */
    record Usage(long objects, long bytes) {}

    /** Removes an area that holds nothing. */
    void removeEmptyArea(String area) throws IOException;

    /** Begins a temporary object in the area. */
    Draft draft(String area) throws IOException;

    /** The bytes under a key; empty when there are none. */
    Optional<Blob> open(String area, String key) throws IOException;

    void delete(String area, String key) throws IOException;

    /** Free bytes; {@link Long#MAX_VALUE} where nobody can say. */
    long freeBytes() throws IOException;

    /** Bytes on their way; closing without {@link #publish} removes them. */
    interface Draft extends AutoCloseable {
        void write(byte[] bytes, int length) throws IOException;

        /** Makes everything written durable. */
        void sync() throws IOException;

        /** Gives the bytes their name; false when the key is taken. */
        boolean publish(String key) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Stored bytes, open for reading. */
    interface Blob extends AutoCloseable {
        long size() throws IOException;

        /** Reads from a position to the end. */
        InputStream from(long position) throws IOException;

        @Override
        void close() throws IOException;
    }
}
