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
 * A basket's row. It begins {@code active} and empty; name and storage stay for life, and it may go only when it is empty.
 */
@Entity
@Table(name = "docbasket")
@NamedQuery(name = "Basket.byName", query = "SELECT b FROM Basket b WHERE b.name = :name")
@NamedQuery(name = "Basket.created_at.desc", query = "SELECT b FROM Basket b ORDER BY b.createdAt DESC, b.id DESC")
@NamedQuery(name = "Basket.created_at.desc.after", query = "SELECT b FROM Basket b WHERE b.createdAt <= :value AND "
        + "(b.createdAt < :value OR b.id < :id) ORDER BY b.createdAt DESC, b.id DESC")
@NamedQuery(name = "Basket.created_at.asc", query = "SELECT b FROM Basket b ORDER BY b.createdAt, b.id")
@NamedQuery(name = "Basket.created_at.asc.after", query = "SELECT b FROM Basket b WHERE b.createdAt >= :value AND "
        + "(b.createdAt > :value OR b.id > :id) ORDER BY b.createdAt, b.id")
@NamedQuery(name = "Basket.name.desc", query = "SELECT b FROM Basket b ORDER BY b.name DESC, b.id DESC")
@NamedQuery(name = "Basket.name.desc.after", query = "SELECT b FROM Basket b WHERE b.name < :value AND b.id <> :id "
        + "ORDER BY b.name DESC, b.id DESC")
@NamedQuery(name = "Basket.name.asc", query = "SELECT b FROM Basket b ORDER BY b.name, b.id")
@NamedQuery(name = "Basket.name.asc.after", query = "SELECT b FROM Basket b WHERE b.name > :value AND b.id <> :id "
        + "ORDER BY b.name, b.id")
public class Basket {
    @Id
    private String id = "";

    private String name = "";

    private @Nullable String description;

    private String storage = "";

    private String status = "active";

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

    BasketView view() {
        return new BasketView(id, name, Optional.ofNullable(description), status, storage, rowVersion, createdAt, createdBy,
                updatedAt, updatedBy);
    }
}
