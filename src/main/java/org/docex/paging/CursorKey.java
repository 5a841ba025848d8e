package org.docex.paging;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads the cursors of one boundary. A cursor is the position's values and an HMAC-SHA256 over them and the
 * query they belong to, in base64url.
 */
public final class CursorKey {
    private static final int TAG_BYTES = 16;
    private final byte[] key;

    public CursorKey(byte[] key) {
        this.key = key.clone();
    }

    /** @param query what must be the same on the next page: the list, its filters and its order */
    public String seal(String query, List<String> position) {
        byte[] body = String.join("\u0000", position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ByteBuffer.allocate(TAG_BYTES + body.length).put(tag(query, body)).put(body).array());
    }

    /** @throws DocexException {@code REQUEST_INVALID} for a cursor that this boundary did not make for this query */
    public List<String> open(String query, String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length > TAG_BYTES) {
                byte[] body = Arrays.copyOfRange(bytes, TAG_BYTES, bytes.length);
                if (MessageDigest.isEqual(Arrays.copyOf(bytes, TAG_BYTES), tag(query, body))) {
                    return List.of(new String(body, StandardCharsets.UTF_8).split("\u0000", -1));
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below, like every other cursor that is not ours
        }
        throw new DocexException(ErrorCode.REQUEST_INVALID,
                "The cursor does not belong to this list. Start again without a cursor.");
    }

    private byte[] tag(String query, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(query.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(body), TAG_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
