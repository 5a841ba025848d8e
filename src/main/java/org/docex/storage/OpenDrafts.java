package org.docex.storage;

import org.docex.log.Log;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The uploads under way, so that a server that stops can end them and leave nothing of them behind. */
final class OpenDrafts {
    private final Set<BlobStore.Draft> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** The draft, known until it is closed; at once after the end. */
    BlobStore.Draft known(BlobStore.Draft draft) {
        BlobStore.Draft known = new Known(draft);
        open.add(known);
        if (ended) {
            close(known);
        }
        return known;
    }

    /** Ends every upload, also those to come; who writes to one gets an {@link IOException}. */
    void closeAll() {
        ended = true;
        open.forEach(OpenDrafts::close);
    }

    static void close(BlobStore.Draft draft) {
        try {
            draft.close();
        } catch (IOException e) {
            Log.of(OpenDrafts.class).warning("A draft could not be removed and stays in .staging", e);
        }
    }

    private final class Known implements BlobStore.Draft {
        private final BlobStore.Draft draft;

        Known(BlobStore.Draft draft) {
            this.draft = draft;
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            draft.write(bytes, length);
        }

        @Override
        public void sync() throws IOException {
            draft.sync();
        }

        @Override
        public Optional<String> publish() throws IOException {
            return draft.publish();
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            draft.close();
        }
    }
}
