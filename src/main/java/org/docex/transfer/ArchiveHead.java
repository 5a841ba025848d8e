package org.docex.transfer;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import org.docex.json.Jsons;
import org.docex.tenant.TenantId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first file of an archive, of which there is one spelling. */
record ArchiveHead(long format, TenantId tenant, String displayName, String schemaVersion) {
    byte[] bytes() {
        return (CanonicalJson.object().add("format", format).add("tenant_id", tenant.value()).add("display_name", displayName)
                .add("schema_version", schemaVersion).end() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws org.docex.error.DocexException {@code ARCHIVE_INVALID} for any other spelling */
    static ArchiveHead of(byte[] bytes) {
        ArchiveHead head;
        try (JsonReader reader = Jsons.PROVIDER.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject object = reader.readObject();
            if (!(object.get("format") instanceof JsonNumber format) || !(object.get("tenant_id") instanceof JsonString tenant)
                    || !(object.get("display_name") instanceof JsonString name) || !(object.get("schema_version") instanceof JsonString version)) {
                throw Archive.invalid(Archive.HEAD + " lacks what it must say.");
            }
            head = new ArchiveHead(format.longValueExact(), new TenantId(tenant.getString()), name.getString(), version.getString());
        } catch (RuntimeException unreadable) {
            throw Archive.invalid(Archive.HEAD + " is not what an export writes.");
        }
        if (!Arrays.equals(head.bytes(), bytes)) {
            throw Archive.invalid(Archive.HEAD + " is not what an export writes.");
        }
        return head;
    }
}
