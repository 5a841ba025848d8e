package org.docex.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.log.Log;
import org.docex.paging.CursorKey;
import org.docex.storage.BlobStore.Blob;
import org.docex.storage.Sha256;
import org.docex.storage.StagedBlob;
import org.docex.storage.TenantStorage;
import org.docex.tenant.TenantData;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Compares stored bytes with the checksum of their row: once for each state of the object, which its tag tells. What differs
 * is reported as an event and refused.
 */
@ApplicationScoped
public class ContentVerifier {
    private static final int BUFFER = 1 << 16;
    private static final int SMALL = 1 << 20;
    private static final long READ_TWICE = 1L << 23;
    private static final int MOST = 20_000;

    @Inject
    DocumentService documents;

    @Inject
    TenantStorage storage;

    /** No key of a tenant's is another's. */
    @Inject
    @TenantData
    Supplier<CursorKey> cursorKey;

    /** Each damage once, for everybody may read. */
    private final Set<String> reported = Collections.newSetFromMap(new ConcurrentHashMap<>());
    private final Set<String> verified = Collections.newSetFromMap(new ConcurrentHashMap<>());

    /**
     * Opens a content whose bytes are right; the caller closes it.
     *
     * @throws DocexException {@code CONTENT_MISSING}, {@code INTEGRITY}, {@code STORAGE_UNAVAILABLE}
     */
    public Blob open(Stored stored) {
        Blob blob = openUnread(stored);
        isVerified(stored, blob, true);
        return blob;
    }

    /** Remembers a long content that was hashed on its way in just now, so that its first reader need not wait. */
    void written(String storageName, StagedBlob staged) {
        if (staged.size() <= SMALL) {
            return;
        }
        staged.published().ifPresent(key -> {
            try (Blob blob = storage.open(storageName, key)) {
                remember(state(staged.checksum(), blob));
            } catch (IOException | DocexException e) {
                Log.of(ContentVerifier.class).debug("A content that was just written cannot be looked at", e);
            }
        });
    }

    /** Opens a content that has at least the right length. */
    Blob openUnread(Stored stored) {
        Blob blob = storage.open(stored.storage(), stored.content().key());
        try {
            if (blob.size() == stored.content().size()) {
                return blob;
            }
        } catch (IOException e) {
            close(blob);
            throw unavailable(e);
        }
        close(blob);
        throw damaged(stored, "another length than was recorded");
    }

    /**
     * Reads a small content that is not known to be right yet, so that it is read once.
     *
     * @return the bytes, and the blob is closed; empty when it is known or not small
     * @throws DocexException as {@link #isVerified}
     */
    Optional<byte[]> small(Stored stored, Blob blob) {
        if (stored.content().size() > SMALL) {
            return Optional.empty();
        }
        try {
            String state = state(stored, blob);
            if (verified.contains(state)) {
                return Optional.empty();
            }
            byte[] bytes = blob.from(0).readNBytes(SMALL + 1);
            close(blob);
            settle(stored, state, Sha256.hex(bytes));
            return Optional.of(bytes);
        } catch (IOException e) {
            close(blob);
            throw unavailable(e);
        }
    }

    /**
     * Whether the bytes are known to be right; where that can be found out by reading them first, it is.
     *
     * @param first whether they must be read first however long that takes
     * @throws DocexException {@code INTEGRITY}, {@code STORAGE_UNAVAILABLE}; the blob is closed then
     */
    boolean isVerified(Stored stored, Blob blob, boolean first) {
        try {
            String state = state(stored, blob);
            if (verified.contains(state)) {
                return true;
            }
            if (!first && stored.content().size() > READ_TWICE) {
                return false;
            }
            MessageDigest digest = Sha256.digest();
            InputStream in = blob.from(0);
            byte[] buffer = new byte[BUFFER];
            for (int read; (read = in.read(buffer)) > 0;) {
                digest.update(buffer, 0, read);
            }
            settle(stored, state, HexFormat.of().formatHex(digest.digest()));
            return true;
        } catch (IOException e) {
            close(blob);
            throw unavailable(e);
        } catch (DocexException e) {
            close(blob);
            throw e;
        }
    }

    /** Sends the whole; of other bytes than were recorded the end is missing. */
    void copy(Stored stored, Blob blob, OutputStream out) throws IOException {
        try (blob; InputStream in = blob.from(0)) {
            String state = state(stored, blob);
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[BUFFER];
            byte[] held = new byte[BUFFER];
            int holding = 0;
            for (int read; (read = in.read(buffer)) > 0;) {
                digest.update(buffer, 0, read);
                out.write(held, 0, holding);
                byte[] sent = held;
                held = buffer;
                buffer = sent;
                holding = read;
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(stored.content().checksum())) {
                throw new IOException(damaged(stored, "other bytes than were recorded"));
            }
            out.write(held, 0, holding);
            remember(state);
        }
    }

    DocexException damaged(Stored stored, String what) {
        String damage = cursorKey.get().seal("damage", List.of(stored.documentId(), stored.content().checksum(), what));
        if (!reported.contains(damage)) {
            documents.reportDamage(stored.documentId(), what);
            if (reported.size() >= MOST) {
                reported.clear();
            }
            reported.add(damage);
        }
        return Damage.found();
    }

    private void settle(Stored stored, String state, String checksum) {
        if (!checksum.equals(stored.content().checksum())) {
            throw damaged(stored, "other bytes than were recorded");
        }
        remember(state);
    }

    private void remember(String state) {
        if (verified.size() >= MOST) {
            verified.clear();
        }
        verified.add(state);
    }

    static DocexException unavailable(IOException cause) {
        return new DocexException(ErrorCode.STORAGE_UNAVAILABLE, "The storage does not answer. Repeat the call.", cause);
    }

    static void close(Blob blob) {
        try {
            blob.close();
        } catch (IOException e) {
            Log.of(ContentVerifier.class).debug("A blob did not close", e);
        }
    }

    private static String state(Stored stored, Blob blob) throws IOException {
        return state(stored.content().checksum(), blob);
    }

    private static String state(String checksum, Blob blob) throws IOException {
        return checksum + "\n" + blob.tag();
    }
}
