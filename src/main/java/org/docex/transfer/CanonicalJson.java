package org.docex.transfer;

/** A JSON object of which there is one spelling: no blanks, and nothing escaped that need not be (RFC 8259, section 7). */
final class CanonicalJson {
    private final StringBuilder text = new StringBuilder("{");

    private CanonicalJson() {}

    static CanonicalJson object() {
        return new CanonicalJson();
    }

    CanonicalJson add(String name, String value) {
        return raw(name, quoted(value));
    }

    CanonicalJson add(String name, long value) {
        return raw(name, Long.toString(value));
    }

    CanonicalJson add(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    String end() {
        return text.append('}').toString();
    }

    private CanonicalJson raw(String name, String value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(value);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char one : value.toCharArray()) {
            switch (one) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (one < ' ') {
                        quoted.append(String.format("\\u%04x", (int) one));
                    } else {
                        quoted.append(one);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
