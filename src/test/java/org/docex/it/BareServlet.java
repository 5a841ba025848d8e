package org.docex.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * The floor of a benchmark over HTTP, an application of its own without anything of DocEX: {@code POST /add} writes and syncs a
 * file and the rows of a document, {@code POST /file} only the file, {@code PUT} and {@code GET} on {@code /large/<name>} move bytes.
 */
@WebServlet("/*")
public class BareServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER = 1 << 16;

    private transient BareRows rows;
    private transient Path folder;

    @Override
    public void init() {
        try {
            Path home = Path.of(System.getenv("DOCEX_HOME"));
            folder = Files.createDirectories(home.resolve("storage/bare"));
            rows = new BareRows("postgres".equals(System.getenv("DOCEX_DATABASE")), home);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {
        rows.close();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] content = request.getInputStream().readAllBytes();
        String name = request.getParameter("name");
        String checksum = HexFormat.of().formatHex(sha256().digest(content));
        try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        syncFolder();
        try {
            if (request.getPathInfo().equals("/add")) {
                rows.add(request.getParameter("tenant"), request.getParameter("basket"), name, content.length, checksum);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        response.setStatus(201);
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (FileChannel channel = FileChannel.open(large(request), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            InputStream in = request.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int got; (got = in.read(buffer)) >= 0;) {
                channel.write(ByteBuffer.wrap(buffer, 0, got));
            }
            channel.force(true);
        }
        syncFolder();
        response.setStatus(201);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentLengthLong(Files.size(large(request)));
        try (InputStream in = Files.newInputStream(large(request))) {
            OutputStream out = response.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int got; (got = in.read(buffer)) >= 0;) {
                out.write(buffer, 0, got);
            }
        }
    }

    private Path large(HttpServletRequest request) {
        return folder.resolve(request.getPathInfo().substring("/large/".length()));
    }

    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
