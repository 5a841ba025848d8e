package org.docex.it.differential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Generates the requests of the file: every operation by every kind of caller, and what a careless or evil one would send. */
final class Requests {
    private static final String USER = "diff_a/user";
    private static final String JSON = "application/json";
    private static final String API = "/docex/api/v1";

    private final List<Exchange> all = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    static List<Exchange> generate() {
        Requests requests = new Requests();
        requests.prepare();
        requests.everyOperationByEveryCaller();
        requests.operators();
        requests.lives();
        requests.badJson();
        requests.queries();
        requests.addresses();
        requests.methods();
        requests.adding();
        requests.reading();
        requests.changing();
        requests.searching();
        requests.inFull();
        requests.deletingBaskets();
        requests.protocol();
        requests.watching();
        return requests.all;
    }

    private void prepare() {
        for (String tenant : List.of("diff_a", "diff_b")) {
            post("provision " + tenant, "operator", "/admin/tenants",
                    "{\"tenant_id\":\"" + tenant + "\",\"display_name\":\"" + tenant + "\"}", Optional.empty());
        }
        post("basket of a", USER, "/baskets", "{\"name\":\"Invoices\",\"description\":\"of 2026\"}", Optional.of("basket"));
        post("basket of b", "diff_b/user", "/baskets", "{\"name\":\"Invoices\"}", Optional.of("foreign_basket"));
        add("document of a", USER, "${basket}", "?name=invoice.txt&meta.number=4711", Map.of("Content-Type", "text/plain"),
                "0123456789abcdefghij", Optional.of("document"));
        add("document of b", "diff_b/user", "${foreign_basket}", "?name=invoice.txt", Map.of("Content-Type", "text/plain"),
                "the other one's", Optional.of("foreign_document"));
        add("a document to delete", USER, "${basket}", "?name=gone.txt", Map.of(), "gone", Optional.of("gone"));
    }

    private void everyOperationByEveryCaller() {
        List<String> callers = List.of("nobody", "operator", "operator with a tenant", "diff_a/reader", "diff_a/user",
                "diff_a/admin", "diff_a/stranger", "diff_b/user", "unknown_tenant/user", "_docex_system_/admin",
                "no tenant/user", "expired", "forged", "unsigned", "other audience", "garbage", "basic");
        String[][] operations = {
            {"GET", "/baskets?name=Invoices", ""}, {"GET", "/baskets/${basket}", ""},
            {"GET", "/baskets/${basket}/documents?order_by=name&order=asc&limit=1", ""}, {"GET", "/documents/${document}", ""},
            {"GET", "/documents/${document}/content", ""}, {"GET", "/documents/${document}/metadata", ""},
            {"GET", "/documents?name=invoice.txt&order_by=name", ""}, {"GET", "/documents?count=true&name=invoice.txt", ""},
            {"DELETE", "/baskets/${foreign_basket}?x=1", ""}, {"DELETE", "/baskets/${foreign_basket}", ""},
            {"POST", "/baskets", "{\"name\":\"Invoices\"}"}, {"PATCH", "/documents/${document}/metadata", "{}"},
            {"PUT", "/documents/${foreign_document}/metadata", "{}"}, {"DELETE", "/documents/${foreign_document}?x=1", ""},
            {"GET", "/admin/tenants/diff_a", ""}, {"GET", "/admin/status", ""},
            {"POST", "/admin/tenants", "{\"tenant_id\":\"diff_a\",\"display_name\":\"x\"}"},
            {"POST", "/admin/tenants/diff_a/repair", ""}, {"GET", "/nowhere", ""}};
        for (String[] operation : operations) {
            for (String caller : callers) {
                request(operation[0] + " " + operation[1] + " by " + caller, caller, operation[0], operation[1],
                        operation[2].isEmpty() ? Map.of() : Map.of("Content-Type", JSON),
                        operation[2].isEmpty() ? Optional.empty() : Optional.of(operation[2]));
            }
        }
    }

    private void operators() {
        String[] ids = {"", "Diff", "diff-c", "1diff", "x".repeat(31), "_docex_system_", "_docex_other_", "docex_first_tenant", "public",
            "information_schema", "pg_diff", "a b", "a/b", "diff'; DROP SCHEMA x", "d\\u0000", "d\\u00e9"};
        for (String id : ids) {
            post("tenant id " + id, "operator", "/admin/tenants",
                    "{\"tenant_id\":\"" + id + "\",\"display_name\":\"x\"}", Optional.empty());
        }
        String[] fields = {"\"display_name\":\"\"", "\"display_name\":\"" + "x".repeat(256) + "\"", "\"display_name\":\"a\\nb\"",
            "\"display_name\":\"x\",\"isolation_strategy\":\"none\"", "\"display_name\":\"x\",\"created_by\":\"eve\"",
            "\"display_name\":\"x\",\"is_system\":\"true\"", "\"display_name\":null", "\"display_name\":7"};
        for (String field : fields) {
            post("tenant with " + (field.length() > 60 ? "a long name" : field), "operator", "/admin/tenants",
                    "{\"tenant_id\":\"diff_c\"," + field + "}", Optional.empty());
        }
        for (String path : List.of("/admin/tenants?limit=1", "/admin/tenants?limit=0", "/admin/tenants?order_by=tenant_id",
                "/admin/tenants?x=1", "/admin/tenants/_docex_system_", "/admin/tenants/nobody", "/admin/tenants/No-Body",
                "/admin", "/admin/", "/admin/nothing", "/admin/status?verbose=1")) {
            get("operator " + path, "operator", path);
        }
    }

    private void lives() {
        post("provision diff_life", "operator", "/admin/tenants", "{\"tenant_id\":\"diff_life\",\"display_name\":\"Life\"}", Optional.empty());
        String life = "/admin/tenants/diff_life";
        for (String condition : List.of("", "\"1\"", "*", "W/\"2\"", "\"9\"")) {
            Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/merge-patch+json"));
            if (!condition.isEmpty()) {
                headers.put("If-Match", condition);
            }
            request("rename if " + condition, "operator", "PATCH", life, headers, Optional.of("{\"display_name\":\"Later\"}"));
            headers.remove("Content-Type");
            request("suspend if " + condition, "operator", "POST", life + "/suspend", headers, Optional.empty());
            request("resume if " + condition, "operator", "POST", life + "/resume", headers, Optional.empty());
        }
        for (String body : List.of("{}", "{\"display_name\":\"\"}", "{\"display_name\":\"x\",\"status\":\"DELETED\"}", "")) {
            request("rename to " + body, "operator", "PATCH", life, Map.of("Content-Type", JSON, "If-Match", "*"), Optional.of(body));
        }
        get("journal by x", "operator", life + "/journal?order_by=x");
        get("journal of nobody", "operator", "/admin/tenants/diff_nobody/journal");
        post("purge of an active one", "operator", life + "/purge",
                "{\"confirm\":\"diff_life\",\"without_archive\":true,\"force\":true}", Optional.empty());
        for (String confirm : List.of("", "?confirm=", "?confirm=other", "?confirm=diff_life&x=1", "?confirm=diff_life", "?confirm=diff_life")) {
            request("delete " + confirm + " " + all.size(), "operator", "DELETE", life + confirm, Map.of(), Optional.empty());
        }
        get("baskets of a deleted tenant", "diff_life/user", "/baskets");
        for (String body : List.of("{}", "{\"confirm\":\"other\"}", "{\"confirm\":\"diff_life\"}", "{\"confirm\":\"diff_life\",\"force\":true}",
                "{\"confirm\":\"diff_life\",\"force\":\"yes\",\"without_archive\":true}",
                "{\"confirm\":\"diff_life\",\"force\":true,\"without_archive\":true,\"archive_sha256\":\"00\"}",
                "{\"confirm\":\"diff_life\",\"force\":true,\"archive_sha256\":\"00\"}")) {
            post("purge " + body, "operator", life + "/purge", body, Optional.empty());
        }
        for (String verb : List.of("suspend", "resume", "undelete", "undelete?x=1")) {
            request("a deleted one: " + verb, "operator", "POST", life + "/" + verb, Map.of(), Optional.empty());
        }
        for (String tenant : List.of("_docex_system_", "diff_nobody", "No-Body", "diff_a/b")) {
            for (String verb : List.of("suspend", "repair", "archive", "purge")) {
                request(verb + " " + tenant, "operator", "POST", "/admin/tenants/" + tenant + "/" + verb, Map.of("Content-Type", JSON),
                        Optional.of("{\"confirm\":\"x\",\"without_archive\":true}"));
            }
            request("delete " + tenant, "operator", "DELETE", "/admin/tenants/" + tenant + "?confirm=" + tenant, Map.of(), Optional.empty());
            get("archive of " + tenant, "operator", "/admin/tenants/" + tenant + "/archive");
        }
        request("an archive that is none", "operator", "POST", "/admin/tenants/diff_new/archive", Map.of("Content-Type", "application/x-tar"),
                Optional.of("x".repeat(2000)));
        request("an archive of nothing", "operator", "POST", "/admin/tenants/diff_new/archive?display_name=", Map.of(), Optional.of(""));
        request("an archive over a tenant", "operator", "POST", "/admin/tenants/diff_a/archive", Map.of(), Optional.of("x"));
        request("archive?x", "operator", "GET", "/admin/tenants/diff_a/archive?x=1", Map.of(), Optional.empty());
        request("head of an archive", "operator", "HEAD", "/admin/tenants/diff_a/archive", Map.of(), Optional.empty());
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
            request(method + " an archive", "operator", method, "/admin/tenants/diff_a/archive", Map.of(), Optional.empty());
            request(method + " a purge", "operator", method, "/admin/tenants/diff_a/purge", Map.of(), Optional.empty());
        }
        request("an archive that nobody may see", "diff_a/admin", "GET", "/admin/tenants/diff_a/archive", Map.of(), Optional.empty());
    }

    private void badJson() {
        String deep = "[".repeat(33) + "]".repeat(33);
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("nothing", "");
        bodies.put("a blank", " ");
        bodies.put("no JSON", "name=x");
        bodies.put("an array", "[]");
        bodies.put("a text", "\"x\"");
        bodies.put("null", "null");
        bodies.put("half an object", "{\"name\":\"x\"");
        bodies.put("two objects", "{}{}");
        bodies.put("a name twice", "{\"name\":\"x\",\"name\":\"y\"}");
        bodies.put("a comment", "{/* */}");
        bodies.put("a trailing comma", "{\"name\":\"x\",}");
        bodies.put("depth 34", "{\"name\":" + deep + "}");
        bodies.put("a byte that is no UTF-8", "{\"name\":\"\u00ff\"}");
        bodies.put("a byte order mark", "\u00ef\u00bb\u00bf{\"name\":\"x\"}");
        bodies.put("half a surrogate", "{\"name\":\"\\ud83d\"}");
        bodies.put("a NUL", "{\"name\":\"a\\u0000b\"}");
        bodies.put("an unknown field", "{\"nome\":\"x\"}");
        bodies.put("a number", "{\"name\":1}");
        for (String operation : List.of("POST /baskets", "POST /admin/tenants", "PUT /documents/${document}/metadata",
                "PATCH /documents/${document}/metadata")) {
            String[] parts = operation.split(" ");
            String caller = parts[1].startsWith("/admin") ? "operator" : "diff_b/user";
            bodies.forEach((what, body) -> request(operation + " with " + what, caller, parts[0],
                    parts[1].replace("${document}", "${foreign_document}"), Map.of("Content-Type", JSON, "If-Match", "\"99\""),
                    Optional.of(body)));
        }
        for (String type : List.of("", "text/plain", "application/xml", "application/json;charset=ISO-8859-1", "application/jsonx", "*/*",
                "nonsense", "application/json; charset=utf-8", "APPLICATION/JSON")) {
            request("POST /baskets as " + type, "diff_b/user", "POST", "/baskets",
                    type.isEmpty() ? Map.of() : Map.of("Content-Type", type), Optional.of("{\"name\":\"Invoices\"}"));
        }
        all.add(new Exchange("POST /baskets longer than a MiB", "diff_b/user", "POST " + API + "/baskets HTTP/1.1",
                headers(Map.of("Content-Type", JSON)), Optional.of(" ".repeat(1024)), 1025, Optional.empty()));
        for (String name : List.of("", " ", "x".repeat(256), "a/b", "..", "CON", "a\\tb", "é\u0301", "Invoices")) {
            post("basket named " + (name.length() > 60 ? "by 256 letters" : name), "diff_b/user", "/baskets",
                    "{\"name\":\"" + name + "\"}", Optional.empty());
        }
        post("basket in an unknown storage", "diff_b/user", "/baskets", "{\"name\":\"s\",\"storage\":\"elsewhere\"}", Optional.empty());
    }

    private void queries() {
        for (String list : List.of("/baskets", "/baskets/${basket}/documents", "/documents")) {
            for (String query : List.of("limit=0", "limit=1001", "limit=-1", "limit=abc", "limit=", "limit=1&limit=2", "limit=1.5",
                    "limit=99999999999999999999", "cursor=x", "cursor=", "cursor=AAAA.BBBB", "order_by=size;drop", "order_by=", "order=up",
                    "order=DESC", "page=2", "%6Cimit=1", "limit=%31", "x", "=1", "&", "limit=1&")) {
                get(list + "?" + query, USER, list + "?" + query);
            }
        }
        post("a second basket", USER, "/baskets", "{\"name\":\"Orders\"}", Optional.of("orders"));
        request("a page of baskets", USER, "GET", "/baskets?limit=1&order_by=name&order=asc", Map.of(), Optional.empty(),
                Optional.of("cursor"));
        get("the next page", USER, "/baskets?limit=1&order_by=name&order=asc&cursor=${cursor}");
        get("the cursor in another order", USER, "/baskets?limit=1&order_by=created_at&order=asc&cursor=${cursor}");
        get("the cursor of another tenant", "diff_b/user", "/baskets?limit=1&order_by=name&order=asc&cursor=${cursor}");
        get("the cursor changed", USER, "/baskets?limit=1&order_by=name&order=asc&cursor=${cursor}A");
        for (String name : List.of("Orders", "orders", "", "%4Frders", "Or%20ders", "%F0%9F%98%80", "a+b", "nobody")) {
            get("basket by name " + name, USER, "/baskets?name=" + name);
        }
    }

    private void addresses() {
        for (String path : List.of("/baskets/", "//baskets", "/./baskets", "/x/../baskets", "/baskets;a=b", "/baskets/;a=b",
                "/Baskets", "/baskets/${foreign_basket}", "/baskets/bas_", "/baskets/${document}", "/baskets/%20", "/baskets/%00",
                "/baskets/a%2Fb", "/baskets/..%5Cbaskets", "/baskets/%2e%2e", "/baskets/%E4%BD%A0", "/baskets/%FF", "/baskets/" + "x".repeat(2000),
                "/baskets/${basket}/", "/baskets/${basket}/nothing", "/baskets/${foreign_basket}/documents", "/documents",
                "/documents/${foreign_document}", "/documents/${foreign_document}/content", "/documents/${foreign_document}/metadata",
                "/documents/doc_nothing/content", "/documents/${document}/content/", "/documents/${document}/nothing")) {
            get("GET " + (path.length() > 100 ? "/baskets/ and 2000 letters" : path), USER, path);
        }
        for (String target : List.of("/docex", "/docex/", "/docex/api", "/docex/api/", "/docex/api/v1", "/docex/api/v2/baskets",
                "/docex/index.html", "/docex/WEB-INF/web.xml", "/docex/problem", "/docex/health", "/docex/nowhere",
                "/docex/API/v1/baskets", "/docex/api/v1/../../WEB-INF/web.xml")) {
            raw("GET " + target, "GET " + target + " HTTP/1.1", Map.of());
        }
    }

    private void methods() {
        for (String path : List.of("/baskets", "/baskets/${basket}", "/documents", "/documents/${document}", "/documents/${document}/content",
                "/documents/${document}/metadata", "/admin/status", "/nowhere")) {
            for (String method : List.of("HEAD", "OPTIONS", "PUT", "FETCH")) {
                if (method.equals("PUT") && path.endsWith("metadata")) {
                    continue;
                }
                request(method + " " + path, path.startsWith("/admin") ? "operator" : USER, method, path, Map.of(), Optional.empty());
            }
        }
    }

    private void adding() {
        Map<String, String> text = Map.of("Content-Type", "text/plain");
        add("no name", USER, "${basket}", "", text, "x", Optional.empty());
        for (String name : List.of("", "%20", "a%00b", "a%0Ab", "x".repeat(256), "..%2F..%2Fetc", "%E4%BD%A0%E5%A5%BD.txt", "CON.txt", ".hidden",
                "a.tar.gz", "no-extension", "x." + "e".repeat(40), "%F0%9F%98%80.png", "quote%22.txt", "a%2Bb+c.txt")) {
            add("a document named " + (name.length() > 60 ? "by 256 letters" : name), USER, "${basket}", "?name=" + name, text,
                    "named " + name, Optional.of("named"));
            get("content of the one named " + (name.length() > 60 ? "by 256 letters" : name), USER, "/documents/${named}/content");
        }
        for (String query : List.of("&source=", "&source=" + "s".repeat(1025), "&document_type=", "&document_type=" + "t".repeat(51), "&meta.=x",
                "&meta." + "k".repeat(256) + "=x", "&meta.a=1&meta.a=2", "&unknown=1", "&name=twice", "&meta.k=%00", "&meta.k=%E2%82%AC")) {
            add("a document with " + (query.length() > 60 ? query.substring(0, 20) + " and so on" : query), USER, "${basket}", "?name=q" + query,
                    text, "query " + query, Optional.empty());
        }
        for (String type : List.of("", "application/pdf", "text/plain;charset=UTF-8", "nonsense", "a/b; c=\"d\"", "image/svg+xml", "text/plain; charset=utf-8;", "text/*", "text/plain; charset=\"x y\"", "a/b; c=\"d e\"",
                "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "text/html")) {
            add("a document of type " + type, USER, "${basket}", "?name=typed&source=" + type.replaceAll("[^a-z]", ""),
                    type.isEmpty() ? Map.of() : Map.of("Content-Type", type), "a=1&b=2", Optional.of("typed"));
            get("content of the one of type " + type, USER, "/documents/${typed}/content");
        }
        for (String digest : List.of("sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:", "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:",
                "sha-256=LPJN", "sha-256=::", "md5=:AAAA:", "nonsense", "")) {
            add("a digest " + digest, USER, "${basket}", "?name=digest", Map.of("Content-Type", "text/plain", "Repr-Digest", digest), "hello",
                    Optional.empty());
        }
        add("the same bytes again", USER, "${basket}", "?name=invoice.txt", text, "0123456789abcdefghij", Optional.empty());
        add("the same bytes from another source", USER, "${basket}", "?name=invoice.txt&source=mail", text, "0123456789abcdefghij", Optional.empty());
        add("no bytes", USER, "${basket}", "?name=empty", text, "", Optional.of("empty"));
        get("no bytes back", USER, "/documents/${empty}/content");
        request("a part of no bytes", USER, "GET", "/documents/${empty}/content", Map.of("Range", "bytes=0-0"), Optional.empty());
        add("into another tenant's basket", USER, "${foreign_basket}", "?name=x", text, "x", Optional.empty());
        add("into no basket", USER, "bas_nothing", "?name=x", text, "x", Optional.empty());
        add("by a reader", "diff_a/reader", "${basket}", "?name=x", text, "x", Optional.empty());
        all.add(new Exchange("11 MiB, past the form limits of servers", USER, "POST " + API + "/baskets/${basket}/documents?name=long HTTP/1.1",
                headers(Map.of("Content-Type", "application/x-www-form-urlencoded")), Optional.of("a=b&".repeat(256)), 11 * 1024, Optional.of("long")));
        request("the end of the 11 MiB", USER, "GET", "/documents/${long}/content", Map.of("Range", "bytes=-7"), Optional.empty());
        all.add(new Exchange("a chunked body", USER, "POST " + API + "/baskets/${basket}/documents?name=chunked HTTP/1.1",
                headers(Map.of("Content-Type", "text/plain", "Transfer-Encoding", "chunked")), Optional.of("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), 1,
                Optional.of("chunked")));
        get("the chunked body back", USER, "/documents/${chunked}/content");
        all.add(new Exchange("longer than the server takes", USER, "POST " + API + "/baskets/${basket}/documents?name=toolong HTTP/1.1",
                headers(Map.of("Content-Type", "text/plain", "Content-Length", "99999999999")), Optional.of("x"), 1, Optional.empty()));
    }

    private void reading() {
        for (String range : List.of("bytes=0-9", "bytes=5-", "bytes=-5", "bytes=0-0", "bytes=19-19", "bytes=19-99", "bytes=20-", "bytes=-0",
                "bytes=-99", "bytes=9-5", "bytes=a-b", "bytes=0-1,3-4", "items=0-1", "bytes", "", "bytes=99999999999999999999-", "BYTES=0-1",
                "bytes= 0-1", "bytes=0-1,")) {
            request("range " + range, USER, "GET", "/documents/${document}/content", Map.of("Range", range), Optional.empty());
        }
        for (String condition : List.of("\"1\"", "\"2\"", "*", "W/\"1\"", "\"2\", \"1\"", "1", "")) {
            request("if none match " + condition, USER, "GET", "/documents/${document}", Map.of("If-None-Match", condition), Optional.empty());
            request("content if none match " + condition, USER, "GET", "/documents/${document}/content",
                    Map.of("If-None-Match", condition), Optional.empty());
        }
        request("a part of the same version", USER, "GET", "/documents/${document}/content", Map.of("Range", "bytes=0-1", "If-Range", "\"1\""),
                Optional.empty());
        request("a part of another version", USER, "GET", "/documents/${document}/content", Map.of("Range", "bytes=0-1", "If-Range", "\"7\""),
                Optional.empty());
        for (String accept : List.of("application/json", "text/html", "application/xml", "*/*", "application/*", "nonsense", "", "text/html,*/*;q=0.1", "application/json;q=abc",
                "application/json;q=", "*/*;q=1.0.0", "application/json;=", "application/json;q=0")) {
            request("accept " + accept, USER, "GET", "/documents/${document}", Map.of("Accept", accept), Optional.empty());
            request("content accept " + accept, USER, "GET", "/documents/${document}/content", Map.of("Accept", accept), Optional.empty());
        }
    }

    private void changing() {
        for (String condition : List.of("", "\"7\"", "nonsense", "*", "\"2\"")) {
            request("replace if match " + condition, USER, "PUT", "/documents/${document}/metadata",
                    condition.isEmpty() ? Map.of("Content-Type", JSON) : Map.of("Content-Type", JSON, "If-Match", condition),
                    Optional.of("{\"number\":4712,\"text\":\"\\u20ac\",\"list\":[1,2.5,true,null],\"object\":{\"a\":{\"b\":\"c\"}}}"));
        }
        for (String patch : List.of("{\"number\":null}", "{\"object\":{\"a\":{\"b\":null,\"d\":1e2}}}", "{\"list\":[]}", "{\"original_filename\":\"x\"}",
                "{\"" + "k".repeat(256) + "\":1}", "{\"\":1}", "{\"big\":12345678901234567890.123456789}", "{}")) {
            request("merge " + (patch.length() > 60 ? "a long key" : patch), USER, "PATCH", "/documents/${document}/metadata",
                    Map.of("Content-Type", "application/merge-patch+json", "If-Match", "*"), Optional.of(patch));
        }
        request("merge as a JSON patch", USER, "PATCH", "/documents/${document}/metadata",
                Map.of("Content-Type", "application/json-patch+json", "If-Match", "*"), Optional.of("[]"));
        get("metadata afterwards", USER, "/documents/${document}/metadata");
        request("delete another version", USER, "DELETE", "/documents/${gone}", Map.of("If-Match", "\"9\""), Optional.empty());
        request("delete as a reader", "diff_a/reader", "DELETE", "/documents/${gone}", Map.of(), Optional.empty());
        request("delete", USER, "DELETE", "/documents/${gone}", Map.of("If-Match", "\"1\""), Optional.empty());
        request("delete again", USER, "DELETE", "/documents/${gone}", Map.of(), Optional.empty());
        get("content of the deleted", USER, "/documents/${gone}/content");
        request("delete another tenant's", USER, "DELETE", "/documents/${foreign_document}", Map.of(), Optional.empty());
        get("another tenant's is still there", "diff_b/user", "/documents/${foreign_document}/content");
    }

    private void searching() {
        for (String query : List.of("basket_id=${basket}&name=invoice.txt", "basket_id=${foreign_basket}", "basket_id=bas_nothing", "basket_id=",
                "basket_id=%00", "basket_id=" + "x".repeat(37), "name=empty", "name=Empty", "name=", "name=a%2Fb", "name=%00", "name=%E4%BD%A0%E5%A5%BD.txt",
                "name=a&name=b", "status=RECEIVED&name=empty", "status=SENT", "status=received", "status=GONE", "status=", "document_type=file&name=empty",
                "document_type=other", "document_type=", "document_type=" + "t".repeat(51),
                "checksum=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "checksum=E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", "checksum=abc", "colour=red", "COUNT=true", "count",
                "count=1", "count=true&limit=1", "count=true&cursor=", "count=true&order_by=name", "count=true&order=asc", "count=true&status=SENT",
                "count=false&name=empty", "'%20OR%20'1'='1", "name='%20OR%20'1'='1")) {
            get("search " + (query.length() > 100 ? query.substring(0, 30) + " and so on" : query), USER, "/documents?" + query);
        }
        String[] metadata = {"", "{}", "[]", "null", "1", "{", "{\"text\":1}{}", "{\"text\":1,\"text\":1}", "{\"number\":\"4711\"}", "{\"number\":4711}",
            "{\"k\":\"\u00e2\u0082\u00ac\"}", "{\"k\":\"\\u20ac\"}", " { \"k\" : \"\\u20ac\" } ", "{\"k\":\"?\"}", "{\"k\":\"\\ud83d\"}", "{\"k\":\"\\u0000\"}",
            "{\"list\":[]}", "{\"list\":[],\"text\":\"\\u20ac\"}", "{\"list\":[],\"text\":null}", "{\"object\":{\"a\":{\"d\":1e2}}}",
            "{\"object\":{\"a\":{\"d\":100}}}", "{\"big\":12345678901234567890.123456789}", "{\"big\":12345678901234567890.1234567890}",
            "{\"original_filename\":\"empty\"}", "{\"\":1}", "{\"k\":1e99999999999}", "{\"" + "k".repeat(256) + "\":1}"};
        for (String json : metadata) {
            get("search metadata " + (json.length() > 100 ? "a long key" : json), USER,
                    "/documents?metadata=" + URLEncoder.encode(json, StandardCharsets.ISO_8859_1));
        }
        request("a page of a search", USER, "GET", "/documents?limit=1&document_type=file&order_by=name&order=asc", Map.of(), Optional.empty(),
                Optional.of("cursor"));
        for (String query : List.of("document_type=file&order_by=name&order=asc", "document_type=file&order_by=name", "order_by=name&order=asc",
                "document_type=other&order_by=name&order=asc", "document_type=file&status=SENT&order_by=name&order=asc")) {
            get("the cursor of the search at " + query, USER, "/documents?limit=1&" + query + "&cursor=${cursor}");
        }
        get("the cursor of the search in the basket", USER, "/baskets/${basket}/documents?limit=1&order_by=name&order=asc&cursor=${cursor}");
        get("the cursor of the search as another tenant", "diff_b/user",
                "/documents?limit=1&document_type=file&order_by=name&order=asc&cursor=${cursor}");
    }

    /** Every operation on versions, facts, records and storages, by who may and who may not. */
    private void inFull() {
        add("a document in full", USER, "${basket}", "?name=full.txt", Map.of(), "version one", Optional.of("full"));
        request("new content", USER, "PUT", "/documents/${full}/content", Map.of("If-Match", "*", "Content-Type", "text/plain"), Optional.of("version two"));
        String[][] operations = {
            {"PUT", "/baskets/by-name/Invoices", "{}"}, {"PUT", "/baskets/by-name/documents", ""}, {"PUT", "/baskets/by-name/a%20b", "{\"storage\":\"ftp\"}"},
            {"PATCH", "/baskets/${basket}", "{\"description\":null}"}, {"PATCH", "/baskets/${basket}", "{\"status\":\"closed\"}"},
            {"GET", "/baskets/${basket}/stats", ""}, {"GET", "/baskets?document_count=true&name=Invoices", ""}, {"GET", "/baskets?status=no", ""},
            {"DELETE", "/baskets/${foreign_basket}?cascade=true", ""}, {"DELETE", "/baskets/${foreign_basket}?cascade=yes", ""},
            {"PATCH", "/documents/${full}", "{\"document_type\":\"letter\"}"}, {"PATCH", "/documents/${full}", "{\"status\":\"NONE\"}"},
            {"POST", "/documents/${foreign_document}/duplicate", "{\"original_document_id\":\"${document}\"}"},
            {"POST", "/documents/${full}/duplicate", "{\"original_document_id\":\"${full}\"}"}, {"POST", "/documents/${full}/duplicate", "{}"},
            {"PUT", "/documents/${full}/content", "no precondition"}, {"GET", "/documents/${full}/versions", ""},
            {"GET", "/documents/${full}/versions?limit=0", ""}, {"GET", "/documents/${full}/versions/1/content", ""},
            {"GET", "/documents/${full}/versions/9/content", ""}, {"GET", "/documents/${full}/versions/x/content", ""},
            {"POST", "/documents/${full}/versions/9/restore", ""}, {"POST", "/documents/${foreign_document}/versions/1/restore", ""},
            {"GET", "/documents/${full}/content?mode=text", ""}, {"GET", "/documents/${full}/content?mode=json", ""},
            {"GET", "/documents/${full}/content?mode=xml", ""}, {"DELETE", "/documents/${full}/metadata", ""},
            {"DELETE", "/documents/${full}/metadata?key=none", ""}, {"GET", "/documents/${full}/metadata?kind=system", ""},
            {"GET", "/documents/${full}/metadata?kind=all", ""}, {"GET", "/documents/${full}/operations?order=asc&limit=1", ""},
            {"GET", "/documents/${foreign_document}/operations", ""}, {"GET", "/events?limit=1", ""}, {"GET", "/events?after=x", ""},
            {"GET", "/events?after=999999999", ""}, {"GET", "/events?limit=1001", ""}, {"GET", "/audit?limit=1&order=asc", ""},
            {"GET", "/audit?from=yesterday", ""}, {"GET", "/metadata-keys?x=1", ""}, {"GET", "/documents?value=1&name=invoice.txt", ""},
            {"GET", "/documents?value=", ""}, {"GET", "/documents?created_from=2026", ""}, {"GET", "/baskets/${basket}/documents?count=true&status=SENT", ""},
            {"GET", "/admin/tenants/diff_b/storage?x=1", ""}, {"POST", "/admin/tenants/nobody/sweep", ""}};
        for (String[] operation : operations) {
            for (String caller : List.of("nobody", "operator", "diff_a/reader", "diff_a/user", "diff_a/admin")) {
                request("in full: " + operation[0] + " " + operation[1] + " " + operation[2] + " by " + caller, caller, operation[0], operation[1],
                        operation[2].isEmpty() ? Map.of() : Map.of("Content-Type", JSON, "If-Match", operation[2].startsWith("{") ? "*" : "\"0\""),
                        operation[2].isEmpty() ? Optional.empty() : Optional.of(operation[2]));
            }
        }
        request("restore", USER, "POST", "/documents/${full}/versions/1/restore", Map.of(), Optional.empty());
        request("a form", USER, "POST", "/baskets/${basket}/documents?source=form", Map.of("Content-Type", "multipart/form-data; boundary=b"),
                Optional.of("--b\r\nContent-Disposition: form-data; name=\"content\"; filename=\"form.txt\"\r\n\r\nform\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"metadata\"\r\n\r\n{\"a\":[1]}\r\n--b--\r\n"));
        request("a form without an end", USER, "POST", "/baskets/${basket}/documents", Map.of("Content-Type", "multipart/form-data; boundary=b"),
                Optional.of("--b\r\nContent-Disposition: form-data; name=\"content\"; filename=\"form.txt\"\r\n\r\nform"));
        for (String time : List.of("first", "second")) {
            request("a key, the " + time + " time", USER, "POST", "/baskets/${basket}/documents?name=keyed", Map.of("Idempotency-Key", "k"), Optional.of("keyed"));
        }
        request("a key with another body", USER, "POST", "/baskets/${basket}/documents?name=keyed", Map.of("Idempotency-Key", "k"), Optional.of("other"));
        raw("GET /docex/openapi/x", "GET /docex/openapi/x HTTP/1.1", Map.of());
        raw("POST /docex/openapi", "POST /docex/openapi HTTP/1.1", Map.of("Content-Length", "0"));
    }

    private void deletingBaskets() {
        request("delete a basket that is not empty", USER, "DELETE", "/baskets/${basket}", Map.of(), Optional.empty());
        request("delete no basket", USER, "DELETE", "/baskets/bas_nothing", Map.of("If-Match", "\"9\""), Optional.empty());
        request("delete a basket as a reader", "diff_a/reader", "DELETE", "/baskets/${orders}", Map.of(), Optional.empty());
        for (String condition : List.of("\"9\"", "nonsense", "\"1\"")) {
            request("delete a basket if match " + condition, USER, "DELETE", "/baskets/${orders}", Map.of("If-Match", condition), Optional.empty());
        }
        request("delete a basket again", USER, "DELETE", "/baskets/${orders}", Map.of(), Optional.empty());
        get("the deleted basket", USER, "/baskets/${orders}");
        add("into the deleted basket", USER, "${orders}", "?name=x", Map.of(), "x", Optional.empty());
    }

    private void protocol() {
        String baskets = API + "/baskets?name=Invoices";
        all.add(new Exchange("HTTP/1.0", USER, "GET " + baskets + " HTTP/1.0", headers(Map.of()), Optional.empty(), 1, Optional.empty()));
        request("two tokens", "diff_a/user twice", "GET", "/baskets?name=Invoices", Map.of(), Optional.empty());
        request("a lower case scheme", "diff_a/user in lower case", "GET", "/baskets?name=Invoices", Map.of(), Optional.empty());
        request("an id of the caller's", USER, "GET", "/baskets?name=Invoices", Map.of("X-Request-Id", "my-id.1"), Optional.empty());
        request("an id that forges a line", USER, "GET", "/baskets?name=Invoices", Map.of("X-Request-Id", "a b<script>"), Optional.empty());
        request("a forwarded host", USER, "POST", "/baskets", Map.of("Content-Type", JSON, "X-Forwarded-Host", "evil.example"),
                Optional.of("{\"name\":\"forwarded\"}"));
        request("another method in a header", USER, "POST", "/baskets?name=Invoices", Map.of("X-HTTP-Method-Override", "GET"), Optional.empty());
        request("a header of 4 KiB", USER, "GET", "/baskets?name=Invoices", Map.of("X-Long", "x".repeat(4096)), Optional.empty());
        request("an Accept of 2,000 ranges", USER, "GET", "/baskets?name=Invoices", Map.of("Accept", "a/b,".repeat(1500)), Optional.empty());
        request("a cookie", USER, "GET", "/baskets?name=Invoices", Map.of("Cookie", "JSESSIONID=1; a=\"b"), Optional.empty());
        request("expect an interim answer", USER, "POST", "/baskets", Map.of("Content-Type", JSON, "Expect", "100-continue"),
                Optional.of("{\"name\":\"expected\"}"));
        raw("a percent sign alone", "GET " + API + "/baskets/% HTTP/1.1", Map.of());
        get("a percent sign in the query", USER, "/baskets?name=%");
        get("no UTF-8 in the query", USER, "/baskets?name=%FF");
        get("a bracket in the query", USER, "/baskets?name=[x]");
        get("a quote in the query", USER, "/baskets?name=\"x\"");
        raw("a backslash", "GET " + API + "/baskets\\x HTTP/1.1", Map.of());
        raw("an absolute address", "GET http://127.0.0.1" + baskets + " HTTP/1.1", Map.of());
        raw("TRACE", "TRACE " + baskets + " HTTP/1.1", Map.of());
    }

    private void watching() {
        for (String path : List.of("/docex/health/live", "/docex/health/ready", "/docex/metrics", "/docex/health/", "/docex/health/live/",
                "/docex/health/started", "/docex/metrics/x")) {
            raw("GET " + path, "GET " + path + " HTTP/1.1", Map.of());
            raw("POST " + path, "POST " + path + " HTTP/1.1", Map.of("Content-Length", "0"));
        }
    }

    private void get(String name, String caller, String path) {
        request(name, caller, "GET", path, Map.of(), Optional.empty());
    }

    private void post(String name, String caller, String path, String json, Optional<String> keep) {
        request(name, caller, "POST", path, Map.of("Content-Type", JSON), Optional.of(json), keep);
    }

    private void add(
            String name, String caller, String basket, String query, Map<String, String> headers, String body, Optional<String> keep) {
        request(name, caller, "POST", "/baskets/" + basket + "/documents" + query, headers, Optional.of(body), keep);
    }

    private void request(
            String name, String caller, String method, String path, Map<String, String> headers, Optional<String> body) {
        request(name, caller, method, path, headers, body, Optional.empty());
    }

    private void request(
            String name, String caller, String method, String path, Map<String, String> headers, Optional<String> body,
            Optional<String> keep) {
        unique(name);
        all.add(new Exchange(name, caller, method + " " + API + path + " HTTP/1.1", headers(headers), body.map(Requests::bytes), 1, keep));
    }

    private void raw(String name, String line, Map<String, String> headers) {
        unique(name);
        all.add(new Exchange(name, "nobody", line, headers(headers), Optional.empty(), 1, Optional.empty()));
    }

    private void unique(String name) {
        if (!names.add(name)) {
            throw new IllegalStateException("Two requests are called " + name);
        }
    }

    private static Map<String, String> headers(Map<String, String> given) {
        Map<String, String> headers = new LinkedHashMap<>();
        given.keySet().stream().sorted().forEach(name -> headers.put(name, given.get(name)));
        return headers;
    }

    /** Characters above 255 as their UTF-8 bytes; those up to 255 are bytes already. */
    private static String bytes(String text) {
        return text.chars().allMatch(c -> c < 256) ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
