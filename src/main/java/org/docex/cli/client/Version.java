package org.docex.cli.client;

import org.docex.config.DocexVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. It talks to servers with the same first and second number, and to no others. */
public final class Version implements IVersionProvider {
    static final String OURS = DocexVersion.NUMBER;
    private static final Pattern LINE = Pattern.compile("([0-9]+\\.[0-9]+)(?:[.-].*)?");

    /** True when a server of this version understands us. */
    static boolean fits(String theirs) {
        return lineOf(theirs).equals(lineOf(OURS));
    }

    private static String lineOf(String version) {
        Matcher found = LINE.matcher(version);
        return found.matches() ? found.group(1) : "";
    }

    @Override
    public String[] getVersion() {
        return new String[] {"docex " + OURS};
    }
}
