package org.docex.migration.report;

import java.util.Locale;

/** What a migration can find and reports instead of guessing. The lower-case name with hyphens stands in reports and is stable. */
public enum FindingKind {
    FOLDER_ELSEWHERE("a basket keeps its documents outside the base and the installation's folder; orphans are not looked for there"),
    SHARED_FOLDER("several baskets keep their documents in one folder"),
    DIFFERENT_COPIES("a document's path leads to files that differ; the first was taken"),
    CHECKSUM_DIFFERS("the bytes have another checksum or size than 2.x recorded; the true ones are recorded now"),
    CONTENT_MISSING("no file or object lies where the row says; the row is moved and marked"),
    ORPHAN("a file or object that no row names; it is not moved"),
    SHARED_CONTENT("two rows name one file; each has its own content now"),
    TEXT_DIFFERS("the row held another text than the file; it is kept as an earlier version"),
    DUPLICATE_DOCUMENT("same basket, bytes and source as an older document; it is marked DUPLICATE"),
    DUPLICATE_METADATA("a key stood twice; the latest value is kept"),
    DUPLICATE_DEPENDENCY("a dependency stood twice, or of an operation on itself; one is kept, or none"),
    DUPLICATE_NAME("a name stood twice; the later one got a number"),
    WRAPPED_METADATA("a value was wrapped as releases up to 2.2 did; it is unwrapped"),
    UNREADABLE_JSON("a value was no JSON; it is kept as text"),
    OVER_LIMIT("a value that the API would not take any more; it is moved as it is"),
    BASKET_RENAMED("a basket's name broke the new rules"),
    BASKET_RECOVERED("documents named a basket that does not exist; it is made again"),
    DOCUMENT_RENAMED("a document's name broke the new rules"),
    TENANT_RENAMED("a tenant got the id that --rename or --as-tenant gives"),
    STRAY_BOUNDARY("a default tenant or a system boundary of 2.x, or something that only looks like a tenant"),
    NOT_MOVED("a table or column that 2.x as released does not have; it stays behind"),
    ROW_LEFT("a row that cannot be moved, because what it belongs to does not exist"),
    VALUE_CHANGED("a value that the new rules refuse; it was replaced"),
    TEXT_CUT("a text was longer than its column and was cut"),
    CHARACTERS_REPLACED("characters that are none were replaced by U+FFFD"),
    TIME_UNREADABLE("a moment was missing or unreadable"),
    PATH_ABSOLUTE("a document's path is absolute"),
    PATH_PARENT("a document's path has '..'"),
    PATH_OUTSIDE("a path leads out of the folders of documents, over a link, or to no file; it was not followed"),
    SECRET_MOVED("a password or key stood in a row or in the configuration, which refers to a file now");

    private final String meaning;

    FindingKind(String meaning) {
        this.meaning = meaning;
    }

    /** The name in reports, for example {@code checksum-differs}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String meaning() {
        return meaning;
    }
}
