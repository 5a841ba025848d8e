package org.docex.storage;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket past all stores: what others have put into it. */
public final class TestBucket implements AutoCloseable {
    private final String name;
    private final S3Client client;

    TestBucket(S3Settings settings) {
        this.name = settings.bucket();
        this.client = S3Clients.of(settings);
    }

    public String name() {
        return name;
    }

    public void put(String key, byte[] content) {
        client.putObject(put -> put.bucket(name).key(key), RequestBody.fromBytes(content));
    }

    public void delete(String key) {
        client.deleteObject(delete -> delete.bucket(name).key(key));
    }

    public byte[] get(String key) {
        return client.getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArray();
    }

    /** Keys, each with what changes when the object is written. */
    public Map<String, String> objects() {
        Map<String, String> objects = new TreeMap<>();
        for (S3Object object : client.listObjectsV2Paginator(list -> list.bucket(name)).contents()) {
            objects.put(object.key(), object.eTag() + " " + object.lastModified());
        }
        return objects;
    }

    @Override
    public void close() {
        client.close();
    }
}
