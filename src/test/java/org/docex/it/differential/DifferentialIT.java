package org.docex.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import org.docex.it.Deployments;
import org.docex.it.TestInstallation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every server and database gives the same answers. The file holds a line a request with the answer of all, and, where a
 * server answers before the WAR is asked, that server's own. What this run got is written to {@code target}; to accept it,
 * see {@code main}.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DifferentialIT {
    private static final Path FILE = Path.of("src/test/resources/differential.ndjson");
    private static final String SERVER = System.getProperty("arquillian.launch", "");

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.docex();
    }

    @Test
    void the_file_holds_the_generated_requests_and_there_are_enough() throws IOException {
        List<Exchange> generated = Requests.generate();
        assertThat(lines().stream().map(line -> Exchange.of(line.getJsonObject("request")))).isEqualTo(generated);
        assertThat(generated).hasSize(1210);
    }

    @Test
    void every_request_gets_the_answer_that_stands_in_the_file() throws Exception {
        Replay replay = new Replay(Integer.getInteger("it.http.port"), new Tokens(TestInstallation.home()));
        List<String> got = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        List<JsonObject> known = lines();
        List<Exchange> requests = Requests.generate();
        for (int i = 0; i < requests.size(); i++) {
            JsonObject answer = replay.answer(requests.get(i));
            got.add(Json.createObjectBuilder().add("request", requests.get(i).toJson()).add("answer", answer).build().toString());
            JsonObject expected = i < known.size() ? known.get(i) : JsonObject.EMPTY_JSON_OBJECT;
            JsonObject own = expected.getJsonObject(SERVER);
            if (!answer.equals(own == null ? expected.getJsonObject("answer") : own)) {
                differences.add(requests.get(i).name() + "\n  expected " + expected.get(own == null ? "answer" : SERVER) + "\n  got      " + answer);
            }
        }
        Path run = Path.of("target", "differential-" + SERVER + "-" + System.getProperty("docex.database") + ".ndjson");
        Files.write(run, got);
        assertThat(differences).isEmpty();
    }

    @Test
    void what_a_server_answers_by_itself_is_listed_and_little() throws IOException {
        String guide = Files.readString(Path.of("docs/servers.md"));
        Set<String> imposed = new TreeSet<>();
        for (JsonObject line : lines()) {
            for (String server : List.of("wildfly", "liberty", "payara")) {
                if (line.containsKey(server)) {
                    imposed.add("| " + server + " | `" + line.getJsonObject("request").getString("name") + "` |");
                }
            }
        }
        assertThat(imposed).allSatisfy(row -> assertThat(guide).contains(row)).hasSizeLessThan(25);
    }

    private static List<JsonObject> lines() throws IOException {
        if (!Files.exists(FILE)) {
            return List.of();
        }
        return Files.readAllLines(FILE).stream().map(DifferentialIT::parse).toList();
    }

    private static JsonObject parse(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    /** An answer without a request id never came near the WAR. */
    private static boolean isOurs(JsonObject answer) {
        return !answer.getJsonObject("headers").getString("x-request-id").equals("none");
    }

    /**
     * Makes the file of runs that were looked at: {@code differential-wildfly-sqlite.ndjson} and so on. The answer of the WAR
     * stands for all; beside it stands only what a server answered by itself.
     */
    public static void main(String[] runs) throws IOException {
        List<List<JsonObject>> answers = new ArrayList<>();
        for (String run : runs) {
            answers.add(Files.readAllLines(Path.of(run)).stream().map(DifferentialIT::parse).toList());
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < answers.get(0).size(); i++) {
            int at = i;
            JsonObject usual = answers.stream().map(run -> run.get(at).getJsonObject("answer")).filter(DifferentialIT::isOurs)
                    .findFirst().orElse(JsonObject.EMPTY_JSON_OBJECT);
            JsonObjectBuilder line = Json.createObjectBuilder().add("request", answers.get(0).get(i).get("request")).add("answer", usual);
            for (int run = 0; run < runs.length; run++) {
                String server = Path.of(runs[run]).getFileName().toString().split("-")[1];
                JsonObject answer = answers.get(run).get(i).getJsonObject("answer");
                if (!answer.equals(usual) && isOurs(answer)) {
                    throw new IllegalStateException(runs[run] + " differs at " + answers.get(run).get(i).get("request"));
                }
                if (!answer.equals(usual)) {
                    line.add(server, answer);
                }
            }
            lines.add(line.build().toString());
        }
        Files.write(FILE, lines);
    }
}
