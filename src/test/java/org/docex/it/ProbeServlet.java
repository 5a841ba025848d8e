package org.docex.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * An application of its own that looks at the process it shares with DocEX: copies of its classes, its open files, threads. With
 * {@code ?idle} it only answers: a worker thread that idles holds on to the request it served last.
 */
@WebServlet("/*")
public class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** The JDK's own, which wait for an ended process and end themselves within a minute. */
    private static final String REAPER = "process reaper";

    private static final String CLASS = "org.docex.tenant.context.TenantUnit";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        if ("idle".equals(request.getQueryString())) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        out.println("copies=" + copies());
        out.println("files=" + files());
        out.println("libraries=" + libraries());
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() != null && isOurs(thread.getContextClassLoader()))
                .forEach(thread -> out.println((thread.getName().equals(REAPER) ? "reaper " : "thread ") + thread.getName()));
    }

    /** How often the class is loaded. */
    private static long copies() throws IOException {
        try {
            String loaders = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmClassloaders",
                    new Object[] {new String[] {"show-classes=true", "fold=false"}}, new String[] {String[].class.getName()});
            return loaders.lines().map(line -> line.replaceFirst("^[\\s|+-]*", "").strip()).filter(CLASS::equals).count();
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    /** Open files below the home folder that DocEX itself opened; those of the system database are the container's pool's. */
    private static long files() throws IOException {
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open) {
                try {
                    String file = Files.readSymbolicLink(descriptor).toString();
                    if (file.startsWith(System.getenv("DOCEX_HOME")) && !file.contains("/_docex_system_/docex.db")) {
                        count++;
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    // not open any more
                }
            }
        }
        return count;
    }

    private static long libraries() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("sqlite") && line.contains(".so")).map(line -> line.replaceFirst("^.*? /", "/"))
                    .distinct().count();
        }
    }

    /** True for a loader that defines a class of DocEX: a thread that has it would keep it. */
    private static boolean isOurs(ClassLoader loader) {
        try {
            return Class.forName(CLASS, false, loader).getClassLoader() == loader;
        } catch (ClassNotFoundException | LinkageError notOurs) {
            return false;
        }
    }
}
