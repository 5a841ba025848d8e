package org.docex.cli.document;

import org.docex.cli.basket.BasketOption;
import org.docex.cli.client.Query;
import org.docex.cli.client.RestClient;
import org.docex.cli.files.Digest;
import org.docex.cli.output.JsonTexts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What documents are searched by. All that is given must fit. */
final class DocumentFilter {
    @ArgGroup
    @Nullable BasketOption basket;

    @Option(names = "--name", paramLabel = "NAME", description = "Those with exactly this name.")
    Optional<String> name = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "Those with this status.")
    Optional<String> status = Optional.empty();

    @Option(names = "--document-type", paramLabel = "TYPE", description = "Those of this type.")
    Optional<String> type = Optional.empty();

    @Option(names = "--checksum", paramLabel = "HEX", description = "Those whose bytes have this SHA-256.")
    Optional<String> checksum = Optional.empty();

    @Option(names = "--metadata", paramLabel = "JSON",
            description = "Those with all these keys and exactly these values, for example '{\"year\":2024}'.")
    Optional<String> metadata = Optional.empty();

    Optional<String> basketId(RestClient server) {
        return Optional.ofNullable(basket).map(given -> given.id(server));
    }

    /** Everything but the basket, whose name may have to be looked up. */
    Query query() {
        return Query.of("documents").with("name", name).with("status", status).with("document_type", type)
                .with("checksum", checksum.map(hex -> Digest.ofOption("--checksum", hex)))
                .with("metadata", metadata.map(text -> JsonTexts.ofOption("--metadata", text).toString()));
    }
}
