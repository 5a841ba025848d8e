import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two tenants of one server, each with a basket of the same name and a document: the one never sees the other's.
 *
 * <p>Run it with {@code java docs/examples/MultiTenantBasic.java}; {@code DOCEX_URL}, {@code ACME_TOKEN} and
 * {@code CONTOSO_TOKEN} say where and as whom. The tenants are there already: see {@code TenantProvisioning.java}.
 */
public class MultiTenantBasic {
    private static final String API = System.getenv().getOrDefault("DOCEX_URL", "http://localhost:8080/docex") + "/api/v1";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] arguments) throws Exception {
        String ofAcme = addInvoice(System.getenv("ACME_TOKEN"), "Invoice 4711 of Acme");
        String ofContoso = addInvoice(System.getenv("CONTOSO_TOKEN"), "Invoice 4711 of Contoso");

        System.out.println("Acme reads its own:       " + content(System.getenv("ACME_TOKEN"), ofAcme));
        System.out.println("Contoso reads its own:    " + content(System.getenv("CONTOSO_TOKEN"), ofContoso));
        System.out.println("Acme asks for Contoso's:  " + content(System.getenv("ACME_TOKEN"), ofContoso));
        System.out.println("Nobody asks for Acme's:   " + content("", ofAcme));
    }

    /** Makes the basket unless it is there, and adds a document. Adding the same bytes again answers with the same document. */
    private static String addInvoice(String token, String text) throws IOException, InterruptedException {
        HttpResponse<String> made = call(token, "POST", "/baskets", BodyPublishers.ofString("{\"name\":\"Invoices\"}"), "application/json");
        String basket = id(made.statusCode() == 409 ? call(token, "GET", "/baskets?name=Invoices", BodyPublishers.noBody(), "") : made);
        HttpResponse<String> added = call(token, "POST", "/baskets/" + basket + "/documents?name=4711.txt&meta.number=4711",
                BodyPublishers.ofString(text), "text/plain");
        System.out.println("Added: " + added.statusCode());
        return id(added);
    }

    private static String content(String token, String document) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(token, "GET", "/documents/" + document + "/content", BodyPublishers.noBody(), "");
        return answer.statusCode() + " " + (answer.statusCode() == 200 ? answer.body() : "");
    }

    private static HttpResponse<String> call(String token, String method, String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(API + path)).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String id(HttpResponse<String> answer) {
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(answer.body());
        if (!id.find()) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return id.group(1);
    }
}
