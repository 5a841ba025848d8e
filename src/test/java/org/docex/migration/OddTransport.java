package org.docex.migration;

import static org.docex.migration.OddInstallation.SECRET;
import static org.docex.migration.OddInstallation.json;

import java.sql.SQLException;

/** Routes and what was sent over them. */
final class OddTransport {
    private OddTransport() {}

    static void fill(Boundary a, OddInstallation.Notes notes) throws SQLException {
        notes.in(a);
        String ordinary = notes.add(Oddity.ROUTE, a.route("backup", "local", json("{'type': 'local', "
                + "'name': 'backup_transport', 'enabled': true, 'retry_count': 3, 'timeout': 30, 'metadata': {}, "
                + "'base_path': 'backup', 'create_dirs': true}")));
        secrets(a, notes);
        notes.add(Oddity.ESCAPING_ROUTE, a.route("escaping", "local", json("{'type': 'local', 'base_path': '../../etc'}")));
        notes.add(Oddity.ENCODED_ROUTE, a.route("encoded", "local",
                OldRules.json(json("{'type': 'local', 'base_path': 'backup'}"))));
        notes.add(Oddity.BAD_PROTOCOL_ROUTE, a.route("bad-protocol", "gopher", "null"));
        String party = notes.add(Oddity.PARTY_ROUTE, a.route("party", "local", json("{'base_path': 'party'}")));
        a.set("transport_routes", party, "other_party_id", "42");
        a.set("transport_routes", party, "other_party_name", "Größe & Söhne");
        a.set("transport_routes", party, "other_party_type", "supplier");
        a.set("transport_routes", party, "route_metadata", json("{'region': 'S\\u00fcd'}"));
        a.set("transport_routes", party, "tags", json("['a', 1, null]"));
        a.set("transport_routes", party, "priority", -5);
        a.set("transport_routes", party, "enabled", false);
        a.set("transport_routes", party, "can_delete", true);
        notes.add(Oddity.UMLAUT_ROUTE, a.route(" Rückweg: 1/2 ", "local", json("{'base_path': 'zur\\u00fcck'}")));
        a.set("transport_routes", notes.id(Oddity.UMLAUT_ROUTE), "purpose", "");

        String document = notes.id(Oddity.DOCUMENT);
        notes.add(Oddity.ROUTE_OPERATION, a.routeOperation(ordinary, document, "upload", "success"));
        notes.add(Oddity.OPEN_ROUTE_OPERATION, a.routeOperation(ordinary, document, "upload", "in_progress"));
        a.set("route_operations", notes.id(Oddity.OPEN_ROUTE_OPERATION), "completed_at", null);
        notes.add(Oddity.BAD_STATUS_ROUTE_OPERATION, a.routeOperation(ordinary, document, "teleport", "?"));
        notes.add(Oddity.DOCUMENTLESS_ROUTE_OPERATION, a.routeOperation(ordinary, null, "download", "failed"));
        a.set("route_operations", notes.id(Oddity.DOCUMENTLESS_ROUTE_OPERATION), "error", "No such file: größer.txt");
        notes.add(Oddity.DANGLING_ROUTE_OPERATION,
                a.routeOperation(ordinary, "a document that was deleted", "upload", "success"));
        notes.add(Oddity.ORPHAN_ROUTE_OPERATION,
                a.routeOperation("00000000-0000-4000-8000-000000000000", document, "upload", "success"));
    }

    private static void secrets(Boundary a, OddInstallation.Notes notes) throws SQLException {
        notes.add(Oddity.SFTP_ROUTE, a.route("sftp", "sftp", json("{'type': 'sftp', 'host': 'sftp.example.com', 'port': 22, "
                + "'username': 'alice', 'password': '" + SECRET + "-sftp', 'remote_path': '/in', 'passphrase': '" + SECRET
                + "-key', 'key_file': '/home/alice/.ssh/id_rsa'}")));
        notes.add(Oddity.HTTP_ROUTE, a.route("http", "http", json("{'type': 'http', 'endpoint': 'https://bob:" + SECRET
                + "-url@example.com/in', 'method': 'POST', 'headers': {'Authorization': 'Bearer " + SECRET
                + "-bearer', 'X-Api-Key': '" + SECRET + "-header', 'Accept': '*/*'}, 'auth': {'username': 'bob', 'password': '"
                + SECRET + "-basic'}, 'verify_ssl': true}")));
        notes.add(Oddity.S3_ROUTE, a.route("s3", "s3", json("{'type': 's3', 'bucket': 'out', 'access_key': 'AKIA" + SECRET
                + "', 'secret_key': '" + SECRET + "-s3', 'session_token': '" + SECRET + "-session'}")));
        notes.add(Oddity.AZURE_ROUTE, a.route("azure", "azure", json("{'type': 'azure', 'container': 'out', "
                + "'connection_string': 'AccountName=a;AccountKey=" + SECRET + "-azure', 'list': [{'token': '" + SECRET
                + "-inner'}]}")));
        notes.add(Oddity.SMTP_ROUTE, a.route("smtp", "smtp", json("{'host': 'mail.example.com', 'Password': '" + SECRET
                + "-smtp', 'client_secret': '" + SECRET + "-client', 'apiKey': '" + SECRET + "-camel'}")));
    }
}
