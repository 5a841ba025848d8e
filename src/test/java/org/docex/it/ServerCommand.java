package org.docex.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** How a server of one's own is made below a folder and started, with {@code server-config} and nothing else. */
enum ServerCommand {
    WILDFLY {
        @Override
        ProcessBuilder prepare(Path base, Path war, Map<String, String> secrets, List<String> properties) throws IOException {
            copy(war, base.resolve("deployments/docex.war"));
            for (String marker : List.of("deployed", "failed", "isdeploying")) {
                Files.deleteIfExists(base.resolve("deployments/docex.war." + marker));
            }
            List<String> command = new ArrayList<>(List.of(java(), "@server-config/wildfly/java.args",
                    "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
                    "-Dlogging.configuration=file:" + SERVER.resolve("standalone/configuration/logging.properties")));
            command.addAll(properties);
            command.addAll(List.of("-jar",
                    SERVER.resolve("jboss-modules.jar").toString(), "-mp", SERVER.resolve("modules").toString(),
                    "org.jboss.as.standalone", "-Djboss.home.dir=" + SERVER, "-Djboss.server.base.dir=" + base,
                    "-Djboss.server.config.dir=" + SERVER.resolve("standalone/configuration"),
                    "--read-only-server-config=standalone.xml"));
            if (!secrets.isEmpty()) {
                List<String> lines = secrets.entrySet().stream()
                        .map(secret -> secret.getKey().toLowerCase(Locale.ROOT).replace('_', '.') + "=" + secret.getValue()).toList();
                command.add("-P=" + Files.write(base.resolve("secrets.properties"), lines));
            }
            return new ProcessBuilder(command);
        }
    },

    LIBERTY {
        @Override
        ProcessBuilder prepare(Path base, Path war, Map<String, String> secrets, List<String> properties) throws IOException {
            Path server = base.resolve("usr/servers/docex");
            copyTree(Path.of("server-config/liberty"), server);
            Files.createDirectories(server.resolve("configDropins/overrides"));
            copy(server.resolve("application.xml"), server.resolve("configDropins/overrides/application.xml"));
            copy(war, server.resolve("apps/docex.war"));
            copyTree(SERVER.resolve("usr/shared/resources/jdbc"), base.resolve("usr/shared/resources/jdbc"));
            ProcessBuilder builder = new ProcessBuilder(SERVER.resolve("bin/server").toString(), "run", "docex");
            builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "WLP_USER_DIR", base.resolve("usr").toString(),
                    "JVM_ARGS", String.join(" ", properties)));
            if (!secrets.isEmpty()) {
                builder.environment().put("VARIABLE_SOURCE_DIRS", write(secrets, base).toString());
            }
            return builder;
        }
    },

    PAYARA {
        @Override
        ProcessBuilder prepare(Path base, Path war, Map<String, String> secrets, List<String> properties) throws IOException {
            Path original = SERVER.resolve("glassfish/domains/domain1");
            Path domain = base.resolve("domains/docex");
            copyTree(original, domain);
            Files.writeString(domain.resolve("config/domain.xml"), domain(original.resolve("config/domain.xml"), properties));
            copy(war, base.resolve("docex.war"));
            Path deploy = Files.writeString(base.resolve("deploy.asadmin"), Files.readString(Path.of("server-config/payara/deploy.asadmin"))
                    .replace("@war@", base.resolve("docex.war").toString()));
            ProcessBuilder builder = new ProcessBuilder(java(), "-jar",
                    SERVER.resolve("glassfish/lib/client/appserver-cli.jar").toString(), "start-domain", "--verbose", "--domaindir",
                    base.resolve("domains").toString(), "--postbootcommandfile", deploy.toString(), "docex");
            builder.environment().put("AS_JAVA", System.getProperty("java.home"));
            if (!secrets.isEmpty()) {
                builder.environment().put("DOCEX_SECRETS", write(secrets, base).toString());
            }
            return builder;
        }

        private String domain(Path original, List<String> properties) throws IOException {
            Path transformed = Files.createTempFile("domain", ".xml");
            try {
                Transformer transformer = TransformerFactory.newInstance()
                        .newTransformer(new StreamSource(Path.of("server-config/payara/domain.xsl").toFile()));
                transformer.setParameter("admin.port", System.getProperty("it.kill.management.port"));
                transformer.setParameter("http.port", System.getProperty("it.kill.http.port"));
                transformer.transform(new StreamSource(original.toFile()), new StreamResult(transformed.toFile()));
                String xml = Files.readString(transformed);
                for (String property : properties) {
                    String name = property.substring(0, property.indexOf('=') + 1);
                    xml = xml.replaceAll("<jvm-options>" + name + "[^<]*</jvm-options>", "")
                            .replaceAll("(<java-config[^>]*[^/]>)", "$1<jvm-options>" + property + "</jvm-options>");
                }
                return xml;
            } catch (TransformerException e) {
                throw new IOException(e);
            } finally {
                Files.delete(transformed);
            }
        }
    };

    private static final Path SERVER = Path.of(System.getProperty("it.server"));

    /** The server of this run. */
    static ServerCommand ofThisRun() {
        return valueOf(System.getProperty("arquillian.launch").toUpperCase(Locale.ROOT));
    }

    /**
     * @param secrets what the server is to read from files
     * @param properties {@code -D} options
     */
    abstract ProcessBuilder prepare(Path base, Path war, Map<String, String> secrets, List<String> properties) throws IOException;

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path write(Map<String, String> secrets, Path base) throws IOException {
        Path folder = Files.createDirectories(base.resolve("secrets"));
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
        }
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                try {
                    copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
