import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Provisions tenants the way an onboarding job would: again and again without harm, and sure of what it left behind.
 *
 * <p>Run it with {@code java docs/examples/TenantProvisioning.java acme contoso}; {@code DOCEX_URL} and {@code DOCEX_TOKEN}
 * (an operator's: role {@code docex-admin}, no tenant) say where and as whom.
 */
public class TenantProvisioning {
    private static final String API = System.getenv().getOrDefault("DOCEX_URL", "http://localhost:8080/docex") + "/api/v1";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] tenants) throws Exception {
        for (String tenant : tenants) {
            System.out.println(tenant + ": " + provision(tenant));
        }
        HttpResponse<String> status = call("GET", "/admin/status", "");
        System.out.println("Setup: " + (status.body().startsWith("{\"ok\":true") ? "ok" : status.body()));
    }

    private static String provision(String tenant) throws Exception {
        HttpResponse<String> made = call("POST", "/admin/tenants",
                "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"" + tenant + "\"}");
        return switch (made.statusCode()) {
            case 201 -> "made, at " + made.headers().firstValue("Location").orElse("?");
            case 409 -> "there already, repaired if it had to be: " + call("POST", "/admin/tenants/" + tenant + "/repair", "").statusCode();
            // Provisioning is all or nothing: what failed left nothing, and the answer says what to do.
            default -> "refused with " + made.statusCode() + " " + made.body();
        };
    }

    private static HttpResponse<String> call(String method, String path, String json) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(API + path))
                .header("Authorization", "Bearer " + System.getenv("DOCEX_TOKEN"))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
