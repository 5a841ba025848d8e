package org.docex.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import org.docex.paging.SortableTime;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** A key and what it stands for. */
@Entity
@Table(name = "idempotency_keys")
@NamedQuery(name = "IdempotencyKey.find",
        query = "SELECT k FROM IdempotencyKey k WHERE k.id.key = :key AND k.id.userId = :user AND k.createdAt >= :since")
@NamedQuery(name = "IdempotencyKey.expire", query = "DELETE FROM IdempotencyKey k WHERE k.createdAt < :since")
public class IdempotencyKey {
    @EmbeddedId
    private Id id = new Id();

    private String fingerprint = "";

    private long status;

    private String location = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    protected IdempotencyKey() {}

    IdempotencyKey(String key, String user, String fingerprint, int status, String madeId) {
        this.id.key = key;
        this.id.userId = user;
        this.fingerprint = fingerprint;
        this.status = status;
        this.location = madeId;
        this.createdAt = SortableTime.now();
    }

    Remembered remembered() {
        return new Remembered(fingerprint, (int) status, location);
    }

    /** A key is one user's. */
    @Embeddable
    public static class Id implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "idempotency_key")
        private String key = "";

        @Column(name = "user_id")
        private String userId = "";

        @Override
        public boolean equals(Object other) {
            return other instanceof Id id && id.key.equals(key) && id.userId.equals(userId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(key, userId);
        }
    }
}
