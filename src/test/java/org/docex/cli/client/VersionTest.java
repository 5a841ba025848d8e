package org.docex.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void is_the_one_of_the_build() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<artifactId>docex</artifactId>\n  <version>" + Version.OURS + "</version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.0.17", "3.0.1-SNAPSHOT", "3.0"})
    void understands_its_own_line(String theirs) {
        assertThat(Version.fits(theirs)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.0", "2.9.9", "30.0.0", "3", "", "3.00.1", "x3.0.0"})
    void understands_no_other(String theirs) {
        assertThat(Version.fits(theirs)).isFalse();
    }
}
