package org.docex.storage;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a document's bytes lie inside its tenant's area:
 * {@code {path_namespace}/{prefix}/{basket}_{last 4 of its id}/{name}_{last 6 of the id}{extension}}.
 */
final class BlobKey {
    private static final int BASKET_SUFFIX = 4;
    private static final int DOCUMENT_SUFFIX = 6;

    private BlobKey() {}

    /** @param attempt 0 at first; each collision takes four more characters of the id */
    static String of(
            Optional<String> namespace, Optional<String> prefix, ContentPlace place, int attempt) {
        String file = Names.stem(place.name()) + "_" + last(place.id(), DOCUMENT_SUFFIX + 4 * attempt) + Names.extension(place.name());
        return Stream.of(namespace, prefix, Optional.of(place.basketName() + "_" + last(place.basketId(), BASKET_SUFFIX)), Optional.of(file))
                .flatMap(Optional::stream).collect(Collectors.joining("/"));
    }

    private static String last(String id, int characters) {
        return id.substring(Math.max(id.indexOf('_') + 1, id.length() - characters));
    }
}
