package org.docex.cli.document;

import org.docex.cli.client.Query;
import picocli.CommandLine.Option;

/** {@code --document-id} of a command about one document. */
final class DocumentOption {
    @Option(names = "--document-id", required = true, paramLabel = "ID", description = "The document.")
    String id = "";

    /** {@code /documents/{id}}. */
    Query query() {
        return Query.of("documents", id);
    }

    /** {@code /documents/{id}/content} and the like. */
    Query query(String below) {
        return Query.of("documents", id, below);
    }
}
