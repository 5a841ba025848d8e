package org.docex.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration lies: {@code DOCEX_CONFIG_PATH}, else {@code docex.yaml} in the folder that {@code docex.home}
 * (system property) or {@code DOCEX_HOME} names, else {@code ./docex.yaml}, else {@code ~/.docex/config.yaml}.
 */
public final class ConfigLocation {
    private final UnaryOperator<String> environment;
    private final UnaryOperator<String> properties;

    public ConfigLocation(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** The location as this process sees it. */
    public static ConfigLocation ofThisProcess() {
        return new ConfigLocation(System::getenv, System::getProperty);
    }

    /** Where the server and the tools look. The file need not exist. */
    public Path toRead() {
        return named().orElseGet(() -> {
            Path here = Path.of("docex.yaml").toAbsolutePath();
            Path own = Path.of(String.valueOf(properties.apply("user.home")), ".docex", "config.yaml");
            return Files.exists(here) || !Files.exists(own) ? here : own;
        });
    }

    /** Where {@code init} looks and writes: a 2.x file in the home folder never stops it. */
    public Path toInitialise() {
        return named().orElseGet(() -> Path.of("docex.yaml").toAbsolutePath());
    }

    private Optional<Path> named() {
        return value(environment.apply("DOCEX_CONFIG_PATH")).map(Path::of).or(() -> Stream
                .of(value(properties.apply("docex.home")), value(environment.apply("DOCEX_HOME")))
                .flatMap(Optional::stream).findFirst().map(home -> Path.of(home, "docex.yaml")))
                .map(Path::toAbsolutePath);
    }

    private static Optional<String> value(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank());
    }
}
