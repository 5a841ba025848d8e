package org.docex.migration.content;

import org.docex.migration.convert.Baskets.Basket;
import org.docex.migration.source.OldS3;
import org.docex.storage.Names;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that the releases of 2.x gave objects.
 *
 * @param tenant the id in 2.x; empty in an installation without tenants
 */
record Layouts(OldS3 s3, Basket basket, Optional<String> tenant) {
    static final String KEY = "key";
    static final String PREFIX = "prefix and path";
    static final String LAYOUT_26 = "layout of 2.6";
    static final String LAYOUT_262 = "layout of 2.6.2";
    static final String LAYOUT_27 = "layout of 2.7";

    /** What the row's path is by itself, and behind the prefixes; keys by order of trust, each with its place. */
    Map<String, String> recorded(String path) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(path, KEY);
        for (String prefix : s3.prefixes()) {
            if (!path.startsWith(prefix)) {
                keys.putIfAbsent(slashed(prefix) + path, PREFIX);
            }
        }
        return keys;
    }

    /** Where releases have put the document, whatever its row says. */
    Map<String, String> usual(String document, String name) {
        Map<String, String> keys = new LinkedHashMap<>();
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        String stem = Names.sanitise(name.substring(0, name.length() - extension.length()));
        for (String prefix : own()) {
            keys.putIfAbsent(prefix + "documents/" + document + extension, LAYOUT_262);
            folders26(prefix).forEach(folder -> keys.putIfAbsent(folder + document, LAYOUT_26));
        }
        folders27().forEach(folder -> keys.putIfAbsent(folder + stem + "__" + document + extension, LAYOUT_27));
        return keys;
    }

    /** What the names of the basket's objects begin with, and no other's. */
    Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        s3.prefix().map(Layouts::slashed).ifPresent(roots::add);
        own().forEach(prefix -> roots.addAll(folders26(prefix)));
        roots.addAll(folders27());
        return roots;
    }

    private List<String> own() {
        return Stream.concat(s3.prefixes().stream().map(Layouts::slashed), Stream.of("")).toList();
    }

    private List<String> folders26(String prefix) {
        String inside = "docex/basket_" + basket.id() + "/";
        return Stream.of(prefix + inside, "baskets/" + basket.oldName() + "/" + inside, "baskets/" + basket.id() + "/" + inside).toList();
    }

    /** {@code app_name} and {@code prefix} could be left out. */
    private Set<String> folders27() {
        Set<String> folders = new LinkedHashSet<>();
        Stream<String> bases = Stream.concat(tenant.stream().flatMap(id -> Stream.concat(s3.prefixes().stream(), Stream.of(""))
                .map(prefix -> Stream.of(s3.namespace().orElse(""), prefix, "tenant_" + id).filter(part -> !part.isEmpty()).map(Layouts::slashed)
                        .collect(Collectors.joining()))), s3.prefix().map(Layouts::slashed).stream());
        bases.forEach(base -> folders.add(base + Names.sanitise(basket.oldName()) + "/"));
        return folders;
    }

    private static String slashed(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
