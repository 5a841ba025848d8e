package org.docex.migration;

import static org.docex.migration.OddInstallation.SECRET;
import static org.docex.migration.OddInstallation.json;

import java.io.IOException;
import java.sql.SQLException;

/** Baskets that are named, configured or laid out unlike 2.8.8 would. */
final class OddBaskets {
    private OddBaskets() {}

    static void fill(Boundary a, OddInstallation.Notes notes) throws IOException, SQLException {
        notes.in(a).add(Oddity.BASKET, a.basket("odd"));
        notes.add(Oddity.EMPTY_BASKET, a.basket("empty"));

        named(a, notes, Oddity.SPACED_BASKET, " Purchase  Orders 2025 ");
        named(a, notes, Oddity.COLON_BASKET, "Rechnungen: C:\\2024 / \"Größe\"");
        named(a, notes, Oddity.CJK_BASKET, "請求書 2024年");
        named(a, notes, Oddity.EMOJI_BASKET, "📦 Pakete 👩‍💻");
        named(a, notes, Oddity.PARENT_BASKET, "../../etc");
        named(a, notes, Oddity.NAMELESS_BASKET, "");
        named(a, notes, Oddity.LONG_BASKET, "Korb".repeat(63) + "Eck");
        named(a, notes, Oddity.TWIN_BASKET_1, "Verträge 2024");
        named(a, notes, Oddity.TWIN_BASKET_2, "Verträge:2024");
        named(a, notes, Oddity.CASE_BASKET, "ODD");
        String umlaut = notes.add(Oddity.UMLAUT_BASKET, a.basket("Größe: Übersicht"));
        notes.add(Oddity.UMLAUT_BASKET_DOCUMENT, a.document(OldDocument.of(umlaut, "groß.txt", "Groß.\n")));

        notes.add(Oddity.UNENCODED_BASKET, a.basket("unencoded", filesystem("storage/docs/unencoded")));
        encoded(a, notes, Oddity.PATHLESS_BASKET, "pathless",
                json("{'type': 'filesystem', 'filesystem': {'path': 'storage/docs'}}"));
        encoded(a, notes, Oddity.UNCONFIGURED_BASKET, "unconfigured", "{}");
        encoded(a, notes, Oddity.GARBLED_BASKET, "garbled", json("{'type': 'filesyst"));
        encoded(a, notes, Oddity.ESCAPING_BASKET, "escaping", filesystem("storage/docs/../../../elsewhere"));
        encoded(a, notes, Oddity.S3_BASKET, "s3", json("{'type': 's3', 's3': {'bucket': 'my-documents-bucket', "
                + "'region': 'us-east-1', 'access_key': 'AKIA" + SECRET + "', 'secret_key': '" + SECRET + "-basket', "
                + "'session_token': null, 'prefix': 'acme/finance_dept/production/s3_1b88/'}}"));
        notes.add(Oddity.S3_DOCUMENT, a.document(OldDocument.of(notes.id(Oddity.S3_BASKET), "s3.pdf", new byte[] {1, 2, 3})
                .path("acme/finance_dept/production/s3_1b88/s3_123456.pdf").withoutBlob()));
        encoded(a, notes, Oddity.MOVED_BASKET, "moved",
                filesystem(a.installation().base().toAbsolutePath().resolve("archive/moved").toString()));
        notes.add(Oddity.MOVED_DOCUMENT, a.document(OldDocument.of(notes.id(Oddity.MOVED_BASKET), "moved.txt", "Moved.\n")));
        ofVersion26(a, notes);

        notes.add(Oddity.INACTIVE_BASKET, a.basket("inactive"));
        a.set("docbasket", notes.id(Oddity.INACTIVE_BASKET), "status", "inactive");
        notes.add(Oddity.BAD_STATUS_BASKET, a.basket("bad-status"));
        a.set("docbasket", notes.id(Oddity.BAD_STATUS_BASKET), "status", "Ruhend?");
    }

    /** Its blobs are not where its configuration says. */
    private static void ofVersion26(Boundary a, OddInstallation.Notes notes) throws IOException, SQLException {
        encoded(a, notes, Oddity.OLD_BASKET, "old", filesystem("storage/docs"));
        String basket = notes.id(Oddity.OLD_BASKET);
        String id = "doc_" + a.installation().hex();
        notes.add(Oddity.OLD_DOCUMENT, a.document(OldDocument.of(basket, "old.txt", "Of 2.6.\n").with("id", id)
                .path("docex/basket_" + basket + "/" + id)));
        a.set("docbasket", basket, "storage_config", Boundary.encoded(json("{'type': 'filesystem', 'filesystem': {'path': "
                + "'storage/docs'}, 's3': {'bucket': null, 'prefix': null}, 'path': 'storage/docs/basket_" + basket + "'}")));
    }

    private static void named(Boundary a, OddInstallation.Notes notes, Oddity oddity, String name) throws SQLException {
        encoded(a, notes, oddity, name, filesystem("storage/docs/basket_" + oddity.ordinal()));
    }

    private static void encoded(Boundary a, OddInstallation.Notes notes, Oddity oddity, String name, String config)
            throws SQLException {
        notes.add(oddity, a.basket(name, Boundary.encoded(config)));
    }

    private static String filesystem(String path) {
        return "{\"type\": \"filesystem\", \"filesystem\": {\"path\": \"storage/docs\"}, \"path\": " + OldRules.json(path) + "}";
    }
}
