package org.docex.config;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of the file that knows its place in it; what is not asked for is unknown. */
final class YamlSection {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*|file:[^}]+)}");

    private final String path;
    private final int line;
    private final Map<String, Node> open = new LinkedHashMap<>();
    private final UnaryOperator<String> environment;

    YamlSection(String path, Node node, UnaryOperator<String> environment) {
        this.path = path;
        this.line = lineOf(node);
        this.environment = environment;
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(line, path, "write keys and values here.");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                throw invalid(lineOf(tuple.getKeyNode()), path, "write plain keys; a template may be left unrendered here.");
            }
            String key = name.getValue();
            if (open.put(key, tuple.getValueNode()) != null) {
                throw invalid(lineOf(tuple.getKeyNode()), name(key), "it stands twice; remove one.");
            }
        }
    }

    List<String> keys() {
        return List.copyOf(open.keySet());
    }

    boolean has(String key) {
        return open.containsKey(key);
    }

    int line() {
        return line;
    }

    Optional<YamlSection> section(String key) {
        return take(key).map(node -> new YamlSection(name(key), node, environment));
    }

    Optional<String> text(String key) {
        return take(key).map(node -> scalar(node, key));
    }

    String oneOf(String key, List<String> allowed) {
        int at = open.containsKey(key) ? lineOf(open.get(key)) : line;
        return text(key).filter(allowed::contains)
                .orElseThrow(() -> invalid(at, name(key), "write one of " + allowed + "."));
    }

    Optional<Boolean> flag(String key) {
        int at = open.containsKey(key) ? lineOf(open.get(key)) : line;
        return text(key).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(at, name(key), "write true or false.");
        });
    }

    long number(String key, long preset, long min, long max) {
        int at = open.containsKey(key) ? lineOf(open.get(key)) : line;
        return text(key).map(value -> {
            if (value.matches("[0-9]{1,18}") && Long.parseLong(value) >= min && Long.parseLong(value) <= max) {
                return Long.parseLong(value);
            }
            throw invalid(at, name(key), "write a whole number from " + min + " to " + max + ".");
        }).orElse(preset);
    }

    Optional<List<String>> texts(String key) {
        return take(key).map(node -> {
            if (!(node instanceof SequenceNode sequence)) {
                throw invalid(lineOf(node), name(key), "write a list.");
            }
            return sequence.getValue().stream().map(item -> scalar(item, key)).toList();
        });
    }

    /** Refuses what nobody asked for. */
    void done() {
        open.forEach((key, node) -> {
            throw invalid(lineOf(node), name(key), "this key is not known; remove it or correct its name.");
        });
    }

    /** A refusal at a key of this section. */
    DocexException refuse(String key, String cure) {
        return invalid(line, name(key), cure);
    }

    private Optional<Node> take(String key) {
        return Optional.ofNullable(open.remove(key));
    }

    private String scalar(Node node, String key) {
        if (!(node instanceof ScalarNode scalar)) {
            throw invalid(lineOf(node), name(key), "write one value.");
        }
        Matcher matcher = VARIABLE.matcher(scalar.getValue());
        return matcher.replaceAll(found -> {
            String value = environment.apply(found.group(1));
            if (value == null) {
                throw invalid(lineOf(node), name(key), found.group(1).startsWith("file:")
                        ? "make the file " + found.group(1).substring(5) + " readable for DocEX."
                        : "set the environment variable " + found.group(1) + ".");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    static DocexException invalid(int line, String key, String cure) {
        return new DocexException(ErrorCode.NOT_CONFIGURED, "docex.yaml line " + line + ": " + key + ": " + cure);
    }
}
