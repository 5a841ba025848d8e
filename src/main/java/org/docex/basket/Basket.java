package org.docex.basket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.docex.paging.Ids;
import org.docex.paging.SortableTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A basket's row. It begins {@code active} and empty; name and storage stay for life. While {@code inactive} it takes no new
 * documents.
 */
@Entity
@Table(name = "docbasket")
@NamedQuery(name = "Basket.byName", query = "SELECT b FROM Basket b WHERE b.name = :name")
public class Basket {
    static final String ACTIVE = "active";

    @Id
    private String id = "";

    private String name = "";

    private @Nullable String description;

    private String storage = "";

    private String status = ACTIVE;

    @Version
    @Column(name = "row_version")
    private long rowVersion;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    private String createdBy = "";

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "updated_by")
    private String updatedBy = "";

    protected Basket() {}

    Basket(String name, Optional<String> description, String storage, String createdBy) {
        this.id = Ids.next("bas_");
        this.name = name;
        this.description = description.orElse(null);
        this.storage = storage;
        this.createdAt = SortableTime.now();
        this.createdBy = createdBy;
        this.updatedAt = createdAt;
        this.updatedBy = createdBy;
    }

    long rowVersion() {
        return rowVersion;
    }

    void become(Optional<String> newDescription, String newStatus, String user) {
        this.description = newDescription.orElse(null);
        this.status = newStatus;
        this.updatedAt = SortableTime.now();
        this.updatedBy = user;
    }

    BasketView view() {
        return new BasketView(id, name, Optional.ofNullable(description), status, storage, rowVersion, createdAt, createdBy,
                updatedAt, updatedBy);
    }
}
