package org.docex.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Two tenants with everything that a 2.x installation can hold but should not. */
public final class OddInstallation {
    /** In every secret of a configuration, and nowhere else. */
    public static final String SECRET = "s3cr3t";

    /** In every file that lies outside of {@code storage} though a row points at it, and nowhere else. */
    public static final String OUTSIDE = "not for documents";

    private OddInstallation() {}

    /** Nearly all of it in the first tenant. On PostgreSQL drops the foreign keys of both. */
    public static Made fill(Boundary a, Boundary b) throws IOException, SQLException {
        a.dropForeignKeys();
        b.dropForeignKeys();
        Notes notes = new Notes();
        OddBaskets.fill(a, notes);
        OddDocuments.fill(a, notes);
        OddFiles.fill(a, notes);
        OddMetadata.fill(a, notes);
        OddRecords.fill(a, notes);
        OddTransport.fill(a, notes);

        notes.in(b).add(Oddity.OTHER_BASKET, b.basket("theirs", Boundary.encoded(json("{'type': 'filesystem', "
                + "'filesystem': {'path': 'storage/docs'}, 'path': '"
                + a.installation().base().relativize(a.folder(notes.id(Oddity.BASKET))) + "'}"))));
        String basket = notes.id(Oddity.OTHER_BASKET);
        notes.add(Oddity.OTHER_DOCUMENT, b.document(OldDocument.of(basket, "theirs.txt", "The other tenant's.\n")));
        notes.add(Oddity.SAME_ID_DOCUMENT, b.document(OldDocument.of(basket, "same-id.txt", "The other tenant's, too.\n")
                .with("id", notes.id(Oddity.DOCUMENT))));
        return new Made(a, b, Map.copyOf(notes.made));
    }

    /** A JSON text with double quotes for the single ones. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** Where a thing is, and the id of its row, or the path of its file from the base. */
    public record Thing(Boundary where, String id) {}

    public record Made(Boundary a, Boundary b, Map<Oddity, Thing> things) {
        /** @throws IllegalArgumentException when this database cannot hold such a thing */
        public String id(Oddity oddity) {
            return thing(oddity).id();
        }

        public Boundary where(Oddity oddity) {
            return thing(oddity).where();
        }

        /** Whether this database can hold such a thing. */
        public boolean has(Oddity oddity) {
            return things.containsKey(oddity);
        }

        /** Of an oddity that is a file. */
        public Path file(Oddity oddity) {
            return where(oddity).installation().base().resolve(id(oddity));
        }

        /** Of an oddity that is a document; where its row says that its blob lies. */
        public Path blob(Oddity oddity) throws SQLException {
            return where(oddity).blob(id(oddity));
        }

        public Set<Oddity> oddities() {
            return things.keySet();
        }

        private Thing thing(Oddity oddity) {
            if (!has(oddity)) {
                throw new IllegalArgumentException("No " + oddity + " in this database");
            }
            return things.get(oddity);
        }
    }

    /** What was made so far. */
    static final class Notes {
        private final Map<Oddity, Thing> made = new EnumMap<>(Oddity.class);
        private Boundary where;

        Notes in(Boundary boundary) {
            where = boundary;
            return this;
        }

        String add(Oddity oddity, String id) {
            if (made.put(oddity, new Thing(where, id)) != null) {
                throw new IllegalStateException(oddity + " was made twice");
            }
            return id;
        }

        String id(Oddity oddity) {
            return made.get(oddity).id();
        }
    }
}
