package org.docex.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One document as its only client knows it: what was acknowledged, and what of it got no answer. */
final class DocumentFate {
    /** The call that got no answer. */
    enum Doubt { NONE, ADD, CONTENT, DELETE }

    private static final int SMALL = 20_000;
    private static final int LARGE = 400_000;

    private final String name;
    private final List<Long> contents = new ArrayList<>();
    private String id = "";
    private Doubt doubt = Doubt.NONE;
    private long doubted;
    private boolean deleted;

    DocumentFate(String name) {
        this.name = name;
    }

    /** The bytes of this number, which no other number has; at times many. */
    static byte[] bytes(long number) {
        Random random = new Random(number);
        byte[] bytes = new byte[Long.BYTES + random.nextInt(random.nextInt(10) == 0 ? LARGE : SMALL)];
        random.nextBytes(bytes);
        return bytes;
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    /** Numbers of the contents of all versions. */
    List<Long> contents() {
        return contents;
    }

    Doubt doubt() {
        return doubt;
    }

    /** The number of the content that was sent without an answer. */
    long doubted() {
        return doubted;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Before a call: until its answer it may have taken effect or not. */
    void tries(Doubt what, long content) {
        doubt = what;
        doubted = content;
    }

    void added(String newId) {
        id = newId;
        changed();
    }

    void changed() {
        contents.add(doubted);
        doubt = Doubt.NONE;
    }

    void removed() {
        deleted = true;
        doubt = Doubt.NONE;
    }

    /** The call without an answer had no effect. */
    void unchanged() {
        doubt = Doubt.NONE;
    }

    @Override
    public String toString() {
        return name + " " + id + " with " + contents.size() + " versions" + (doubt == Doubt.NONE ? "" : ", " + doubt + " without an answer");
    }
}
