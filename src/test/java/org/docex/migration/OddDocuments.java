package org.docex.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/** Documents whose names, contents, values or blobs are unlike others. */
final class OddDocuments {
    private final Boundary a;
    private final OddInstallation.Notes notes;
    private final String basket;

    private OddDocuments(Boundary a, OddInstallation.Notes notes) {
        this.a = a;
        this.notes = notes.in(a);
        this.basket = notes.id(Oddity.BASKET);
    }

    static void fill(Boundary a, OddInstallation.Notes notes) throws IOException, SQLException {
        OddDocuments documents = new OddDocuments(a, notes);
        documents.contents();
        documents.names();
        documents.duplicates();
        documents.values();
        documents.times();
        if (a.onPostgres()) {
            documents.onPostgres();
        } else {
            documents.onSqlite();
        }
    }

    private void contents() throws IOException, SQLException {
        add(Oddity.DOCUMENT, text("ordinary.txt"));
        add(Oddity.CRLF_DOCUMENT, OldDocument.of(basket, "crlf.txt", "one\r\ntwo\r\n"));
        add(Oddity.CR_DOCUMENT, OldDocument.of(basket, "cr.csv", "one\rtwo\n\rthree\r\n"));
        add(Oddity.UMLAUT_TEXT_DOCUMENT, OldDocument.of(basket, "umlaut-text.txt", "größer\r\nals\r\n"));
        add(Oddity.EMPTY_DOCUMENT, OldDocument.of(basket, "empty.txt", ""));
        byte[] binary = new byte[300_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31 + i / 256);
        }
        add(Oddity.BINARY_DOCUMENT, OldDocument.of(basket, "binary.pdf", binary));
        add(Oddity.UPDATED_DOCUMENT, OldDocument.of(basket, "before.txt", "before\n"));
        a.update(notes.id(Oddity.UPDATED_DOCUMENT), "/home/alice/After the change.md", "after\nthe change, größer\n");
        add(Oddity.UPDATED_JSON_DOCUMENT, OldDocument.of(basket, "before.json", "{}"));
        a.update(notes.id(Oddity.UPDATED_JSON_DOCUMENT), "after.json", "[1, {\"a\": null}]");
    }

    private void names() throws IOException, SQLException {
        add(Oddity.UMLAUT_DOCUMENT, text("Übersicht Größe.txt"));
        add(Oddity.DECOMPOSED_DOCUMENT, text("U\u0308bersicht.txt"));
        add(Oddity.CJK_DOCUMENT, text("請求書.txt"));
        add(Oddity.EMOJI_DOCUMENT, text("📄 memo 👩‍💻.txt"));
        add(Oddity.SPACED_DOCUMENT, text(" two  spaces .txt"));
        add(Oddity.COLON_DOCUMENT, text("C:\\Users\\alice: \"memo\"?*.txt"));
        add(Oddity.TWIN_DOCUMENT_1, text("a b.txt"));
        add(Oddity.TWIN_DOCUMENT_2, text("a:b.txt"));
        add(Oddity.HIDDEN_DOCUMENT, text(".profile"));
        add(Oddity.SUFFIXLESS_DOCUMENT, text("README"));
        add(Oddity.SENTENCE_DOCUMENT, text("Rechnung Nr. 5"));
        add(Oddity.UPLOADED_DOCUMENT, text("/tmp/upload/tmp8x_2k.bin").originalFilename("Bericht März.final.PDF"));
        add(Oddity.SLASH_DOCUMENT, text("slash.txt").with("name", "../in/a folder/slash.txt"));
        add(Oddity.LINE_DOCUMENT, text("line.txt").with("name", "a\r\nb\tc\u001b[31m\u202e.txt"));
        add(Oddity.NAMELESS_DOCUMENT, text("nameless.txt").with("name", "").with("source", ""));
        add(Oddity.LONG_DOCUMENT, text("long.txt").with("name", "ß".repeat(251) + ".txt").with("source", "/" + "s".repeat(254)));
    }

    private void duplicates() throws IOException, SQLException {
        add(Oddity.DUPLICATE_DOCUMENT_1, OldDocument.of(basket, "twice.txt", "twice\n"));
        add(Oddity.DUPLICATE_DOCUMENT_2, OldDocument.of(basket, "twice.txt", "twice\n"));
        add(Oddity.MARKED_DUPLICATE, OldDocument.of(basket, "ordinary.txt", "ordinary.txt\n").with("status", "DUPLICATE"));
        add(Oddity.OVERWRITTEN_DOCUMENT, text("overwritten.txt").path("collision_abcdef.txt"));
        add(Oddity.OVERWRITING_DOCUMENT, text("overwriting.txt").path("collision_abcdef.txt"));
    }

    private void values() throws IOException, SQLException {
        add(Oddity.SIZELESS_DOCUMENT, text("sizeless.txt").with("size", null));
        add(Oddity.WRONG_SIZE_DOCUMENT, text("wrong-size.txt").with("size", 1));
        add(Oddity.NEGATIVE_SIZE_DOCUMENT, text("negative-size.txt").with("size", -1));
        add(Oddity.WRONG_CHECKSUM_DOCUMENT, text("wrong-checksum.txt").with("checksum", "0".repeat(64)));
        add(Oddity.NO_CHECKSUM_DOCUMENT, text("no-checksum.txt").with("checksum", ""));
        add(Oddity.CAPITAL_CHECKSUM_DOCUMENT, OldDocument.of(basket, "capital.bin", new byte[] {7, 0, 7}).with("checksum",
                OldRules.sha256(new byte[] {7, 0, 7}).toUpperCase(Locale.ROOT)));
        add(Oddity.MD5_DOCUMENT, text("md5.txt").with("checksum", "d41d8cd98f00b204e9800998ecf8427e"));
        add(Oddity.CHANGED_BLOB_DOCUMENT, text("changed.txt"));
        Files.writeString(a.blob(notes.id(Oddity.CHANGED_BLOB_DOCUMENT)), "Changed beside DocEX.\n");
        add(Oddity.LOST_BINARY, OldDocument.of(basket, "lost.pdf", new byte[] {9, 9, 9}).withoutBlob());
        add(Oddity.LOST_TEXT, text("lost.txt").withoutBlob());
        add(Oddity.PATHLESS_DOCUMENT, text("pathless.txt").withoutBlob().withoutTrail().with("path", ""));
        add(Oddity.TYPELESS_DOCUMENT, text("typeless.txt").with("content_type", null));
        add(Oddity.BAD_TYPE_DOCUMENT, text("bad-type.txt").with("content_type", "text\r\nX-Header: 1"));
        add(Oddity.URL_DOCUMENT, text("https://example.com/a/page.html?q=1").with("document_type", "url"));
        add(Oddity.ACTIVE_DOCUMENT, text("active.txt").with("status", "active"));
        add(Oddity.SENT_DOCUMENT, text("sent.txt").with("status", "SENT").with("processing_attempts", 3));
        add(Oddity.BAD_STATUS_DOCUMENT, text("bad-status.txt").with("status", "in Prüfung"));
        add(Oddity.NO_STATUS_DOCUMENT, text("no-status.txt").with("status", ""));
        add(Oddity.CONTENTLESS_DOCUMENT, text("contentless.txt").with("content", null).with("raw_content", null));
        add(Oddity.ORPHAN_DOCUMENT, OldDocument.of("bas_" + "0".repeat(32), "orphan.txt", "orphan.txt\n").withoutBlob());
    }

    private void times() throws IOException, SQLException {
        add(Oddity.SECONDS_DOCUMENT, text("seconds.txt").with("created_at", "2019-12-31 23:59:59"));
        add(Oddity.BACKWARDS_DOCUMENT, text("backwards.txt").with("updated_at", "2001-01-01 00:00:00.000001"));
        add(Oddity.FUTURE_DOCUMENT, text("future.txt").with("created_at", "9999-12-31 23:59:59.999999"));
    }

    private void onPostgres() throws IOException, SQLException {
        add(Oddity.INFINITE_DOCUMENT, text("infinite.txt").with("created_at", "infinity"));
        add(Oddity.ANCIENT_DOCUMENT, text("ancient.txt").with("created_at", "0044-03-15 12:00:00 BC"));
    }

    private void onSqlite() throws IOException, SQLException {
        add(Oddity.TOO_LONG_DOCUMENT, text("too-long.txt").with("name", "n".repeat(300)).with("source", "s".repeat(3000))
                .with("content_type", "t".repeat(300)).with("status", "S".repeat(60)).with("checksum", "c".repeat(70)));
        add(Oddity.NUL_NAME_DOCUMENT, text("nul-name.txt").with("name", "a\0b.txt"));
        add(Oddity.NUL_TEXT_DOCUMENT, OldDocument.of(basket, "nul-text.txt", "a".repeat(1024) + "\0after\r\n"));
        add(Oddity.NOT_UTF8_DOCUMENT, text("not-utf8.txt"));
        a.execute("UPDATE document SET raw_content = CAST(x'67726fdf' AS TEXT) WHERE id = ?", notes.id(Oddity.NOT_UTF8_DOCUMENT));
        add(Oddity.BYTES_DOCUMENT, text("bytes.txt").with("raw_content", new byte[] {0, 1, (byte) 0xff}));
        add(Oddity.HUGE_SIZE_DOCUMENT, text("huge-size.txt").with("size", 3_000_000_000L));
        add(Oddity.WORD_SIZE_DOCUMENT, text("word-size.txt").with("size", "large"));
        add(Oddity.ZONED_DOCUMENT, text("zoned.txt").with("created_at", "2025-01-02T03:04:05.678+02:00"));
        add(Oddity.TIMELESS_DOCUMENT, text("timeless.txt").with("created_at", "").with("updated_at", ""));
        add(Oddity.BAD_TIME_DOCUMENT, text("bad-time.txt").with("created_at", "2025-02-30 25:61:00"));
        add(Oddity.NUMBER_TIME_DOCUMENT, text("number-time.txt").with("created_at", "1735787045"));
        add(Oddity.BAD_CONTENT_DOCUMENT, text("bad-content.txt").with("content", "{\"content\": \"cut o"));
        add(Oddity.NUMBER_CONTENT_DOCUMENT, text("number-content.json").with("content", "12345678901234567890123"));
    }

    /** Its text is its name, so that no two have the same. */
    private OldDocument text(String source) {
        return OldDocument.of(basket, source, source.chars().allMatch(c -> c < 128) ? source + "\n" : "text\n");
    }

    private void add(Oddity oddity, OldDocument document) throws IOException, SQLException {
        notes.add(oddity, a.document(document));
    }
}
