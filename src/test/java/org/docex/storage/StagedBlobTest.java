package org.docex.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.docex.error.DocexException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which transaction has the bytes, and who removes them. */
class StagedBlobTest {
    @TempDir
    Path folder;

    private final List<Synchronization> transactions = new ArrayList<>();
    private FileBlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileBlobStore(folder);
        store.createArea("acme");
    }

    @Test
    void what_no_transaction_takes_is_removed() throws IOException {
        try (StagedBlob staged = stage()) {
            staged.publish();
            assertThat(folder.resolve("acme/b/0")).hasContent("x");
        }
        assertThat(folder.resolve("acme/b/0")).doesNotExist();
    }

    @Test
    void what_a_transaction_committed_stays() throws IOException {
        try (StagedBlob staged = stage()) {
            staged.publish();
            assertThat(staged.key()).isEqualTo("b/0");
            end(0, true, Status.STATUS_COMMITTED);
        }
        assertThat(folder.resolve("acme/b/0")).hasContent("x");
    }

    @Test
    void what_a_transaction_may_have_committed_stays() throws IOException {
        try (StagedBlob staged = stage()) {
            staged.key();
            end(0, true, Status.STATUS_UNKNOWN);
        }
        assertThat(folder.resolve("acme/b/0")).hasContent("x");
    }

    @Test
    void a_second_transaction_has_a_key_of_its_own_however_late_the_first_one_ends() throws IOException {
        try (StagedBlob staged = stage()) {
            staged.publish();
            String first = staged.key();
            String second = staged.key();
            assertThat(second).isNotEqualTo(first);
            end(1, true, Status.STATUS_COMMITTED);
            end(0, false, Status.STATUS_ROLLEDBACK);
            assertThat(folder.resolve("acme/" + first)).doesNotExist();
            assertThat(folder.resolve("acme/" + second)).hasContent("x");
        }
    }

    @Test
    void a_tenant_that_was_removed_meanwhile_gets_no_folder_back() throws IOException {
        try (StagedBlob staged = stage()) {
            store.emptyArea("acme");
            store.removeEmptyArea("acme");
            staged.publish();
            assertThatThrownBy(staged::key).isInstanceOf(DocexException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private StagedBlob stage() throws IOException {
        BlobStore.Draft draft = store.draft("acme", attempt -> "b/" + attempt);
        draft.write(new byte[] {'x'}, 1);
        draft.sync();
        return new StagedBlob(draft, Sha256.hex("x"), 1, new byte[] {'x'}, Instant.MAX, transactions::add, key -> {
            try {
                store.delete("acme", key);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void end(int transaction, boolean commitTried, int status) {
        if (commitTried) {
            transactions.get(transaction).beforeCompletion();
        }
        transactions.get(transaction).afterCompletion(status);
    }
}
