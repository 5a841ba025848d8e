package org.docex.it;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Adds, changes and deletes documents of its own until a call gets no answer, and remembers all of it. */
final class DocumentClient {
    private static final int MOST = 12;
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String basket;
    private final List<DocumentFate> fates = new ArrayList<>();

    DocumentClient(String basket) {
        this.basket = basket;
    }

    /** All documents that are not known to be gone for good. */
    List<DocumentFate> fates() {
        return fates;
    }

    /** @param answers counts down with each answer */
    Callable<Void> work(Api user, Random random, CountDownLatch answers) {
        return () -> {
            while (step(user, random)) {
                answers.countDown();
            }
            return null;
        };
    }

    private boolean step(Api user, Random random) {
        List<DocumentFate> alive = fates.stream().filter(fate -> !fate.isDeleted()).toList();
        int choice = random.nextInt(4);
        if (alive.isEmpty() || choice < 2 && alive.size() < MOST) {
            DocumentFate fate = new DocumentFate("d" + NUMBERS.incrementAndGet());
            fates.add(fate);
            return add(user, fate, NUMBERS.incrementAndGet());
        }
        DocumentFate fate = alive.get(random.nextInt(alive.size()));
        return choice % 2 == 0 ? change(user, fate) : delete(user, fate);
    }

    /** Also repeats an add that got no answer. */
    boolean add(Api user, DocumentFate fate, long content) {
        fate.tries(DocumentFate.Doubt.ADD, content);
        return acknowledged(() -> user.post(TestServer.url("/baskets/" + basket + "/documents?name=" + fate.name()),
                DocumentFate.bytes(content), "Idempotency-Key", "key-" + fate.name()), 201, answer -> fate.added(answer.json().getString("id")));
    }

    private boolean change(Api user, DocumentFate fate) {
        fate.tries(DocumentFate.Doubt.CONTENT, NUMBERS.incrementAndGet());
        return acknowledged(() -> user.send("PUT", TestServer.url("/documents/" + fate.id() + "/content"),
                BodyPublishers.ofByteArray(DocumentFate.bytes(fate.doubted())), "If-Match", "*"), 200, answer -> fate.changed());
    }

    private boolean delete(Api user, DocumentFate fate) {
        fate.tries(DocumentFate.Doubt.DELETE, 0);
        return acknowledged(() -> user.delete(TestServer.url("/documents/" + fate.id())), 204, answer -> fate.removed());
    }

    /** A refusal of a server whose database is away leaves open what happened; anything else but success is a fault. */
    private static boolean acknowledged(Call call, int expected, Effect effect) {
        Api.Answer answer;
        try {
            answer = call.send();
        } catch (IllegalStateException noAnswer) {
            return false;
        }
        if (answer.status() >= 500) {
            return false;
        }
        effect.of(answer.expect(expected));
        return true;
    }

    private interface Call {
        Api.Answer send();
    }

    private interface Effect {
        void of(Api.Answer answer);
    }
}
