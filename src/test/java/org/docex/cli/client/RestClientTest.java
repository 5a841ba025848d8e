package org.docex.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.docex.cli.output.PlainOutput;
import org.docex.cli.run.CliException;
import org.docex.cli.run.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestClientTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"status\":\"UP\"} | no DocEX server",
        "<html> | no DocEX server",
        "[] | no DocEX server",
        "{\"version\":\"3.1.0\"} | is DocEX 3.1.0",
        "{\"version\":\"2.9.9\"} | is DocEX 2.9.9"})
    void talks_to_a_server_of_its_own_version_only(String greeting, String told) throws IOException {
        try (StubServer server = new StubServer((request, exchange) -> StubServer.ok(greeting))) {
            assertThatThrownBy(server::client).hasMessageContaining(told).asInstanceOf(type(CliException.class))
                    .extracting(CliException::exit).isEqualTo(ExitCode.OTHER_VERSION);
            assertThat(server.asked).containsExactly("GET /health/live");
        }
    }

    @Test
    void says_where_nobody_answers() {
        assertThatThrownBy(() -> RestClient.connect(URI.create("http://127.0.0.1:1/docex"), Optional.empty()))
                .hasMessage("The server at http://127.0.0.1:1/docex cannot be reached. Start it, or set DOCEX_URL.")
                .asInstanceOf(type(CliException.class)).extracting(CliException::exit).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void hands_the_server_s_cure_on_and_has_one_where_there_is_none() throws IOException {
        try (StubServer server = new StubServer((request, exchange) -> request.contains("live") ? Optional.empty()
                : request.contains("proxy") ? Optional.of(new StubServer.Answer(502, "<html>")) : StubServer.problem(409, "Take another."))) {
            RestClient client = server.client();
            assertThatThrownBy(() -> client.get(Query.of("x"))).hasMessage("Take another.").isInstanceOf(ServerRefusal.class);
            assertThatThrownBy(() -> client.get(Query.of("proxy"))).hasMessageContaining("answered 502");
        }
    }

    @Test
    void follows_all_pages_and_stops_at_the_limit() throws IOException {
        try (StubServer server = new StubServer((request, exchange) -> request.contains("live") ? Optional.empty()
                : StubServer.ok(request.contains("cursor=n%2Bxt") ? "{\"items\":[{\"a\":3}],\"next\":null}"
                        : "{\"items\":[{\"a\":1},{\"a\":2}],\"next\":\"n+xt\"}"))) {
            assertThat(listed(server.client(), Optional.empty())).isEqualTo("{\"a\":1}{\"a\":2}{\"a\":3}");
            assertThat(listed(server.client(), Optional.of(2L))).isEqualTo("{\"a\":1}{\"a\":2}");
            assertThat(server.asked).contains("GET /things?limit=1000", "GET /things?limit=1000&cursor=n%2Bxt", "GET /things?limit=2");
        }
    }

    private static String listed(RestClient client, Optional<Long> limit) {
        StringWriter out = new StringWriter();
        Paging.print(client, Query.of("things"), limit, PlainOutput.listing(new PrintWriter(out), Object::toString));
        return out.toString().replaceAll("\\s", "");
    }

    @Test
    void encodes_what_an_address_is_made_of() {
        assertThat(Query.of("a", "b/c?").with("k&", "v =+é").with("none", Optional.empty()).text())
                .isEqualTo("/a/b%2Fc%3F?k%26=v%20%3D%2B%C3%A9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://x/docex", "http://", "not a url", "http://me:secret@host/docex", "http://h/docex?x=1"})
    void refuses_an_address_that_is_none_and_does_not_repeat_it(String address) {
        assertThatThrownBy(() -> ServerAddress.parse(address)).hasMessageContaining("DOCEX_URL").hasMessageNotContaining("secret")
                .asInstanceOf(type(CliException.class)).extracting(CliException::exit).isEqualTo(ExitCode.USAGE);
    }
}
