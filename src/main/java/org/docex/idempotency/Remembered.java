package org.docex.idempotency;

/**
 * What a key stands for.
 *
 * @param fingerprint of the request
 * @param status of the first answer
 * @param id of what was made or found
 */
public record Remembered(String fingerprint, int status, String id) {}
