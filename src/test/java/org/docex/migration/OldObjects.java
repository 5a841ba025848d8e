package org.docex.migration;

import org.docex.storage.TestBucket;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** An installation of 2.x that keeps documents in a bucket, as the releases named objects. */
record OldObjects(OldInstallation installation, TestBucket bucket) {
    /** Of the configuration and of baskets. */
    static final String SECRET = "a-secret-of-s3";

    static OldObjects sqlite(Path base, TestBucket bucket) throws IOException {
        OldInstallation installation = OldInstallation.sqlite(base).setting("storage.type", "s3").setting("storage.s3.bucket", bucket.name())
                .setting("storage.s3.access_key", "test-key").setting("storage.s3.secret_key", SECRET);
        return new OldObjects(installation, bucket);
    }

    /** As 2.8.1 and later make one. */
    String basket28(Boundary boundary, String name) throws SQLException {
        String suffix = installation.hex().substring(0, 4);
        String prefix = boundary.tenant().map(id -> id + "/").orElse("") + "finance_dept/production/" + name + "_" + suffix + "/";
        return boundary.basket(name, Boundary.encoded(OddInstallation.json("{'type': 's3', 's3': {'bucket': '" + bucket.name() + "', 'region': 'us-east-1', "
                + "'path_namespace': 'finance_dept', 'access_key': 'test-key', 'secret_key': '" + SECRET + "', 'session_token': null, 'prefix': '" + prefix
                + "'}}")));
    }

    /** @param prefix of the basket's own */
    String basket26(Boundary boundary, String name, String prefix) throws SQLException {
        return boundary.basket(name, Boundary.encoded(OddInstallation.json("{'type': 's3', 'bucket': '" + bucket.name() + "', 'access_key': 'test-key', "
                + "'secret_key': '" + SECRET + "', 'prefix': '" + prefix + "'}")));
    }

    /** Under the key that the row names. */
    String document(Boundary boundary, String basket, String key, byte[] content) throws IOException, SQLException {
        return document(boundary, OldDocument.of(basket, key.substring(key.lastIndexOf('/') + 1), content), key, key, content);
    }

    /**
     * @param path in the row
     * @param key of the object
     */
    String document(Boundary boundary, OldDocument document, String path, String key, byte[] content) throws IOException, SQLException {
        String id = boundary.document(document.path(path).withoutBlob());
        bucket.put(key, content);
        return id;
    }
}
