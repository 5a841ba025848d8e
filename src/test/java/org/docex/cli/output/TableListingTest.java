package org.docex.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TableListingTest {
    private static final List<Column> COLUMNS = Column.ofFields("id", "document_type", "size");

    private final StringWriter printed = new StringWriter();
    private final PrintWriter out = new PrintWriter(printed);

    @Test
    void aligns_columns_and_marks_what_is_missing() {
        Listing table = new TableListing(out, COLUMNS);
        table.add(List.of(item("{\"id\":\"doc_1\",\"document_type\":\"file\",\"size\":7}"), item("{\"id\":\"x\",\"document_type\":null}")));
        table.end();
        assertThat(lines()).containsExactly("ID     DOCUMENT TYPE  SIZE", "doc_1  file           7", "x      -              -");
    }

    @Test
    void an_empty_list_is_its_heading() {
        new TableListing(out, COLUMNS).end();
        assertThat(lines()).containsExactly("ID  DOCUMENT TYPE  SIZE");
    }

    @Test
    void a_column_widens_from_page_to_page_and_never_narrows() {
        Listing table = new TableListing(out, Column.ofFields("a", "b"));
        table.add(List.of(item("{\"a\":\"1\",\"b\":\"2\"}")));
        table.add(List.of(item("{\"a\":\"longer\",\"b\":\"2\"}")));
        table.add(List.of(item("{\"a\":\"1\",\"b\":\"2\"}")));
        assertThat(lines()).containsExactly("A  B", "1  2", "longer  2", "1       2");
    }

    @Test
    void what_users_wrote_cannot_move_the_cursor_or_break_a_line() {
        Listing table = new TableListing(out, Column.ofFields("a", "b"));
        table.add(List.of(item("{\"a\":\"x\\u001b[2J\\ny\\u202e\",\"b\":\"2\"}")));
        assertThat(lines()).containsExactly("A         B", "x?[2J?y?  2");
    }

    @Test
    void json_is_one_array_also_when_it_is_empty_or_comes_in_pages() {
        Listing json = new JsonListing(out);
        json.add(List.of(item("{\"a\":1}")));
        json.add(List.of(item("{\"a\":{\"b\":\"2\"}}"), item("{\"a\":3}")));
        json.end();
        assertThat(printed.toString().replaceAll("\\s", "")).isEqualTo("[{\"a\":1},{\"a\":{\"b\":\"2\"}},{\"a\":3}]");
        printed.getBuffer().setLength(0);
        new JsonListing(out).end();
        out.flush();
        assertThat(lines()).containsExactly("[]");
    }

    @Test
    void lines_are_written_as_they_come() {
        Function<JsonObject, String> line = JsonObject::toString;
        new LineListing(out, line).add(List.of(item("{\"a\":1}"), item("{\"a\":\"é\"}")));
        assertThat(lines()).containsExactly("{\"a\":1}", "{\"a\":\"é\"}");
    }

    @Test
    void one_thing_is_flattened_to_its_values() {
        assertThat(Cells.flattened(item("{\"a\":1,\"b\":{\"c\":{\"d\":true}},\"e\":[{\"f\":\"x\"},2],\"g\":null,\"h\":[]}")))
                .hasToString("{a=1, b.c.d=true, e[0].f=x, e[1]=2}");
    }

    private static JsonObject item(String json) {
        return JsonTexts.object(json);
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }
}
