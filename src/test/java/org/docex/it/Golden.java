package org.docex.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.docex.it.OwnInstallation.Ran;

/**
 * Transcripts of the command line under {@code src/test/resources/cli}, one file a case: the command, its exit code, standard
 * output, and standard error behind a bar. Where the databases differ PostgreSQL has a file of its own.
 *
 * <p>What differs from run to run is replaced by something of the same length, so that columns keep their place. With
 * {@code -Dit.golden=write} the files are written instead of compared.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/cli");

    private final List<String> places;

    /** @param places addresses and folders of this run; each becomes {@code <0>}, {@code <1>} and so on */
    Golden(List<String> places) {
        this.places = places;
    }

    void check(String name, List<String> command, Ran ran) throws IOException {
        String actual = normalised(transcript(command, ran));
        Path file = file(name);
        if ("write".equals(System.getProperty("it.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
            return;
        }
        String expected = Files.exists(file) ? Files.readString(file) : "There is no " + file + ".";
        if (!actual.equals(expected)) {
            throw new AssertionError(name + " is not what " + file + " says. It says:\n" + expected + "\nbut this came:\n" + actual);
        }
    }

    private static Path file(String name) {
        Path own = FOLDER.resolve(name + ".postgres.txt");
        return TestInstallation.onPostgres() && Files.exists(own) ? own : FOLDER.resolve(name + ".txt");
    }

    private static String transcript(List<String> command, Ran ran) {
        String words = command.stream().map(word -> word.matches("[A-Za-z0-9_.,:/@=-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
        return "$ docex " + words + "\nexit " + ran.exit() + "\n" + lines(ran.out(), "") + lines(ran.err(), "| ");
    }

    private static String lines(String text, String before) {
        return text.lines().map(line -> before + line + "\n").collect(Collectors.joining());
    }

    private String normalised(String text) {
        String result = text;
        for (int i = 0; i < places.size(); i++) {
            result = result.replace(places.get(i), "<" + i + ">");
        }
        return result.replaceAll("\\b([a-z]{3})_[0-9a-f]{32}\\b", "$1_00000000000000000000000000000000")
                .replaceAll("\\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z\\b", "2026-01-01T00:00:00.000000Z");
    }
}
