package org.docex.cli.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a run of {@code docex} ended, for scripts. Numbers and meanings are stable. */
public enum ExitCode {
    DONE(0, "Done."),
    REFUSED(1, "Refused by the server or the installation; standard error says why."),
    USAGE(2, "The command line is wrong; nothing was tried."),
    PARTLY(3, "Partly done; standard error says what is missing."),
    UNREACHABLE(4, "The server or the database cannot be reached, or the connection broke off."),
    OTHER_VERSION(5, "What answers is a DocEX of another version, or no DocEX.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** Number and meaning of each, in the order of the numbers. */
    public static Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            help.put(Integer.toString(code.number), code.meaning);
        }
        return help;
    }
}
