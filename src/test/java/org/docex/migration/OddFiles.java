package org.docex.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Blobs that are no plain file at their place, and files that are no blobs. */
final class OddFiles {
    private OddFiles() {}

    static void fill(Boundary a, OddInstallation.Notes notes) throws IOException, SQLException {
        notes.in(a);
        Path base = a.installation().base();
        String basket = notes.id(Oddity.BASKET);
        Path folder = a.folder(basket);

        notes.add(Oddity.FOLDER_DOCUMENT, a.document(OldDocument.of(basket, "folder.txt", "folder\n")
                .path("a_folder").withoutBlob()));
        Files.writeString(Files.createDirectory(folder.resolve("a_folder")).resolve("inside.txt"), "inside\n");
        Path outside = Files.writeString(Files.createDirectories(base.resolve("private")).resolve("outside.txt"),
                OddInstallation.OUTSIDE + "\n");
        notes.add(Oddity.LINK_DOCUMENT, a.document(OldDocument.of(basket, "link.txt", OddInstallation.OUTSIDE + "\n")
                .path("link_123456.txt").withoutBlob().with("raw_content", null).with("content", null)));
        Files.createSymbolicLink(folder.resolve("link_123456.txt"), folder.relativize(outside));
        notes.add(Oddity.ABSOLUTE_DOCUMENT, a.document(OldDocument.of(basket, "absolute.txt", OddInstallation.OUTSIDE + "\n")
                .path(outside.toAbsolutePath().toString()).withoutBlob().with("raw_content", null).with("content", null)));
        notes.add(Oddity.PARENT_DOCUMENT, a.document(OldDocument.of(basket, "parent.txt", OddInstallation.OUTSIDE + "\n")
                .path(folder.relativize(outside).toString()).withoutBlob().with("raw_content", null).with("content", null)));
        notes.add(Oddity.NESTED_DOCUMENT, a.document(OldDocument.of(basket, "nested.txt", "nested\n")
                .path(folder.getParent().getFileName() + "/" + folder.getFileName() + "/nested_654321.txt")));

        file(notes, Oddity.ORPHAN_BLOB, base, folder.resolve("never-committed_0a1b2c.txt"), "left by an add that failed\n");
        Path blob = a.blob(notes.id(Oddity.DOCUMENT));
        file(notes, Oddity.SIDECAR, base, blob.resolveSibling(blob.getFileName() + ".meta"), "{\n  \"author\": \"alice\"\n}");
        file(notes, Oddity.CUT_OFF_FILE, base, blob.resolveSibling(blob.getFileName() + ".tmp"), "half a bl");
        file(notes, Oddity.PROCESSED_FILE, base, base.resolve(blob.getFileName() + ".json"), "[]");
    }

    private static void file(OddInstallation.Notes notes, Oddity oddity, Path base, Path file, String text) throws IOException {
        notes.add(oddity, base.relativize(Files.writeString(file, text)).toString());
    }
}
