package org.docex.cli.client;

import jakarta.json.JsonObject;
import org.docex.cli.run.CliException;
import org.docex.cli.run.Environment;
import org.docex.cli.run.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/** Where the server is, and what is said when the one expected is not there. */
final class ServerAddress {
    private ServerAddress() {}

    /** The context root that {@code DOCEX_URL} names. */
    static URI ofEnvironment() {
        return parse(Environment.value("DOCEX_URL").orElse("http://localhost:8080/docex"));
    }

    static URI parse(String text) {
        try {
            URI url = new URI(text.strip().replaceAll("/+$", ""));
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null
                    && url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw new CliException(ExitCode.USAGE,
                "DOCEX_URL is no address of a server. Write it like http://localhost:8080/docex; the token goes into DOCEX_TOKEN.");
    }

    /** @param greeting the answer of {@code /health/live} */
    static void requireOurVersion(URI url, JsonObject greeting) {
        String theirs = greeting.getString("version", "");
        if (theirs.isEmpty()) {
            throw noDocex(url, new IOException("no version"));
        }
        if (!Version.fits(theirs)) {
            throw new CliException(ExitCode.OTHER_VERSION, "The server at " + url + " is DocEX " + theirs
                    + ", this command line is " + Version.OURS + ". Use the docex-cli.jar that came with the server.");
        }
    }

    static CliException noDocex(URI url, Exception cause) {
        return new CliException(ExitCode.OTHER_VERSION,
                "What answers at " + url + " is no DocEX server, or one before 3.0. Correct DOCEX_URL, or upgrade the server.", cause);
    }

    static CliException broken(URI url, IOException cause) {
        String message;
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            message = "The server at " + url + " cannot be reached. Start it, or set DOCEX_URL.";
        } else if (cause instanceof HttpTimeoutException) {
            message = "The server at " + url + " did not answer in time; what was asked may still be done. Look before you repeat it.";
        } else {
            message = "The connection to " + url + " broke off; what was asked may have been done. Look before you repeat it.";
        }
        return new CliException(ExitCode.UNREACHABLE, message, cause);
    }
}
