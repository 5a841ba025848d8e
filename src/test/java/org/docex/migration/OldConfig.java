package org.docex.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@code config.yaml} as 2.x dumps it: block style, sorted keys. Leaves are kept as the text of their YAML scalar. */
final class OldConfig {
    private static final Pattern OTHER_TYPE = Pattern.compile("(?i)~|null|true|false|yes|no|on|off|0x[0-9a-f]+"
            + "|[-+]?\\.?[0-9][0-9_]*(\\.[0-9]*)?(e[-+]?[0-9]+)?|\\d{4}-\\d\\d?-\\d\\d?.*");
    private static final Pattern NOT_PLAIN = Pattern.compile("[-?:,\\[\\]{}#&*!|>'\"%@` ].*|.*[: ]|.*(: | #).*", Pattern.DOTALL);

    private final TreeMap<String, Object> root;

    private OldConfig(TreeMap<String, Object> root) {
        this.root = root;
    }

    /** What the 2.8.8 of the samples wrote. */
    static OldConfig ofSample(String name) throws IOException {
        try (InputStream in = OldConfig.class.getResourceAsStream("/v2-samples/" + name + "/.docex/config.yaml")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static OldConfig read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    private static OldConfig parse(String text) {
        TreeMap<String, Object> root = new TreeMap<>();
        List<TreeMap<String, Object>> open = new ArrayList<>(List.of(root));
        String last = "";
        for (String line : text.lines().toList()) {
            String entry = line.strip();
            int depth = (line.length() - line.stripLeading().length()) / 2;
            if (entry.startsWith("- ")) {
                TreeMap<String, Object> holder = open.get(depth);
                List<String> items = new ArrayList<>(holder.get(last) instanceof List<?> list ? texts(list) : List.of());
                items.add(entry.substring(2));
                holder.put(last, items);
                continue;
            }
            open.subList(depth + 1, open.size()).clear();
            last = entry.substring(0, entry.indexOf(':'));
            String value = entry.substring(last.length() + 1).strip();
            TreeMap<String, Object> inner = new TreeMap<>();
            open.get(depth).put(last, value.isEmpty() ? inner : value);
            open.add(inner);
        }
        return new OldConfig(root);
    }

    /** The text of a scalar, without its quotes. */
    Optional<String> text(String dottedKey) {
        Object found = root;
        for (String key : dottedKey.split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return found instanceof String scalar && !scalar.equals("null")
                ? Optional.of(scalar.startsWith("'") ? scalar.substring(1, scalar.length() - 1).replace("''", "'") : scalar)
                : Optional.empty();
    }

    /** A value is null, a Boolean, a Number, a String or a List of these. */
    void set(String dottedKey, Object value) {
        int cut = dottedKey.lastIndexOf('.');
        TreeMap<String, Object> holder = cut < 0 ? root : holder(dottedKey.substring(0, cut));
        holder.put(dottedKey.substring(cut + 1), value instanceof List<?> list
                ? list.stream().map(OldConfig::scalar).collect(Collectors.toCollection(ArrayList::new)) : scalar(value));
    }

    void remove(String dottedKey) {
        int cut = dottedKey.lastIndexOf('.');
        (cut < 0 ? root : holder(dottedKey.substring(0, cut))).remove(dottedKey.substring(cut + 1));
    }

    private TreeMap<String, Object> holder(String dottedKey) {
        TreeMap<String, Object> at = root;
        for (String key : dottedKey.split("\\.")) {
            if (!(at.get(key) instanceof TreeMap<?, ?>)) {
                at.put(key, new TreeMap<String, Object>());
            }
            at = map(at.get(key));
        }
        return at;
    }

    void write(Path file) throws IOException {
        StringBuilder yaml = new StringBuilder();
        append(yaml, root, "");
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
    }

    private static void append(StringBuilder yaml, Map<String, Object> map, String indent) {
        map.forEach((key, value) -> {
            yaml.append(indent).append(key).append(':');
            if (value instanceof TreeMap<?, ?> inner) {
                yaml.append(inner.isEmpty() ? " {}\n" : "\n");
                append(yaml, map(inner), indent + "  ");
            } else if (value instanceof List<?> list) {
                yaml.append(list.isEmpty() ? " []\n" : "\n");
                list.forEach(item -> yaml.append(indent).append("- ").append(item).append('\n'));
            } else {
                yaml.append(' ').append(value).append('\n');
            }
        });
    }

    private static String scalar(Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            return text.codePoints().mapToObj(OldConfig::escaped).collect(Collectors.joining("", "\"", "\""));
        }
        return text.isEmpty() || OTHER_TYPE.matcher(text).matches() || NOT_PLAIN.matcher(text).matches()
                ? "'" + text.replace("'", "''") + "'" : text;
    }

    private static String escaped(int c) {
        if (c >= ' ' && c <= '~') {
            return c == '"' || c == '\\' ? "\\" + (char) c : Character.toString(c);
        }
        return c < 0x100 ? "\\x%02X".formatted(c) : c < 0x10000 ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c);
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    private static TreeMap<String, Object> map(Object value) {
        return (TreeMap<String, Object>) value;
    }
}
