package org.docex.config;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file that knows its place in it; what is not asked for is unknown. */
public final class YamlSection {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*|file:[^}]+)}");

    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> open = new LinkedHashMap<>();
    private final UnaryOperator<String> environment;

    private YamlSection(String file, String path, Node node, UnaryOperator<String> environment) {
        this.file = file;
        this.path = path;
        this.line = lineOf(node);
        this.environment = environment;
        refuseTag(node, path);
        if (!(node instanceof MappingNode mapping)) {
            throw invalid(line, path.isEmpty() ? "the file" : path, "write keys and values here.");
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

    /**
     * Reads a file's text.
     *
     * @param file its name, for messages
     * @param aliases how many {@code *alias} of mappings and lists it may have
     * @param environment what {@code ${NAME}} stands for
     * @throws DocexException {@code NOT_CONFIGURED} naming the line, never quoting the file: health shows it to everybody
     */
    public static YamlSection read(String file, String text, int aliases, UnaryOperator<String> environment) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(aliases).build();
            return new YamlSection(file, "", new Compose(settings).composeString(text)
                    .orElseThrow(() -> invalid(file, 1, "the file", "it is empty.")), environment);
        } catch (YamlEngineException e) {
            int line = e instanceof MarkedYamlEngineException marked
                    ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1) : 1;
            throw invalid(file, line, "the file", "this is no YAML; look at this line and the one before.");
        }
    }

    public List<String> keys() {
        return List.copyOf(open.keySet());
    }

    public boolean has(String key) {
        return open.containsKey(key);
    }

    public Optional<YamlSection> section(String key) {
        return take(key).map(node -> new YamlSection(file, name(key), node, environment));
    }

    public Optional<String> text(String key) {
        return take(key).map(node -> scalar(node, key));
    }

    /** As {@link #text}; empty for {@code null} too. */
    public Optional<String> given(String key) {
        dropNull(key);
        return text(key);
    }

    /** As {@link #section}; empty for {@code null} too. */
    public Optional<YamlSection> givenSection(String key) {
        dropNull(key);
        return section(key);
    }

    private void dropNull(String key) {
        if (open.containsKey(key) && open.get(key).getTag().equals(Tag.NULL)) {
            open.remove(key);
        }
    }

    /** Knows these keys and takes no interest in them. */
    public void ignore(String... keys) {
        for (String key : keys) {
            open.remove(key);
        }
    }

    public String oneOf(String key, List<String> allowed) {
        int at = open.containsKey(key) ? lineOf(open.get(key)) : line;
        return text(key).filter(allowed::contains)
                .orElseThrow(() -> invalid(at, name(key), "write one of " + allowed + "."));
    }

    public Optional<Boolean> flag(String key) {
        int at = open.containsKey(key) ? lineOf(open.get(key)) : line;
        return text(key).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(at, name(key), "write true or false.");
        });
    }

    public long number(String key, long preset, long min, long max) {
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
    public void done() {
        open.forEach((key, node) -> {
            throw invalid(lineOf(node), name(key), "this key is not known; remove it or correct its name.");
        });
    }

    /** A refusal at a key of this section. */
    public DocexException refuse(String key, String cure) {
        return invalid(line, name(key), cure);
    }

    private Optional<Node> take(String key) {
        return Optional.ofNullable(open.remove(key));
    }

    private String scalar(Node node, String key) {
        refuseTag(node, name(key));
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

    /** Tags name types of a programming language; here a value is what it looks like. */
    private void refuseTag(Node node, String key) {
        if (!PLAIN.contains(node.getTag())) {
            throw invalid(lineOf(node), key.isEmpty() ? "the file" : key, "remove the tag " + node.getTag().getValue() + ".");
        }
    }

    private DocexException invalid(int at, String key, String cure) {
        return invalid(file, at, key, cure);
    }

    static DocexException invalid(String file, int line, String key, String cure) {
        return new DocexException(ErrorCode.NOT_CONFIGURED, file + " line " + line + ": " + key + ": " + cure);
    }
}
