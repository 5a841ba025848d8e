package org.docex.idempotency;

/**
 * What a key stands for.
 *
 * @param status of the first answer
 * @param id of what was made or found
 */
public record Remembered(int status, String id) {}
