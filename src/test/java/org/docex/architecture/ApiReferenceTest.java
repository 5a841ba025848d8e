package org.docex.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the API is what the OpenAPI document says. */
class ApiReferenceTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern INNER_LINK = Pattern.compile("]\\(#([^)]*)\\)");

    @Test
    void the_page_is_the_one_that_the_document_makes() throws IOException {
        assertThat(Files.readString(ApiReference.PAGE)).as("run ApiReference.main and look at the difference")
                .isEqualTo(ApiReference.markdown(ApiReference.document()));
    }

    @Test
    void headings_are_told_apart_and_links_lead_to_them() {
        String page = ApiReference.markdown(ApiReference.document());
        List<String> anchors = found(HEADING, page).stream().map(ApiReference::anchor).toList();
        assertThat(anchors).doesNotHaveDuplicates();
        assertThat(anchors).containsAll(found(INNER_LINK, page));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).toList();
    }
}
