package org.docex.migration;

/** The unusual things that {@link OddInstallation} makes. */
public enum Oddity {
    /** Nothing odd about these five, which others are added to. */
    BASKET, DOCUMENT, OPERATION, ROUTE, PROCESSOR,

    /** Names that 2.6 kept as they were. */
    SPACED_BASKET, COLON_BASKET, CJK_BASKET, EMOJI_BASKET, PARENT_BASKET, NAMELESS_BASKET, LONG_BASKET,

    /** Names that are the same when sanitised. */
    TWIN_BASKET_1, TWIN_BASKET_2,

    /** The name of {@link #BASKET} in capitals. */
    CASE_BASKET,

    /** Named and laid out by 2.8.8, with letters that it keeps. */
    UMLAUT_BASKET, UMLAUT_BASKET_DOCUMENT,

    /** The configuration is an object, not a string that holds one; has no path of its own; is empty; is no JSON. */
    UNENCODED_BASKET, PATHLESS_BASKET, UNCONFIGURED_BASKET, GARBLED_BASKET,

    /** With keys in its configuration. */
    S3_BASKET, S3_DOCUMENT,

    /** Below the base, by an absolute path. */
    MOVED_BASKET, MOVED_DOCUMENT,

    /** The configured folder is outside of the installation. */
    ESCAPING_BASKET,

    EMPTY_BASKET, INACTIVE_BASKET, BAD_STATUS_BASKET,

    /** Contents. An umlaut makes a text binary to 2.x. */
    CRLF_DOCUMENT, CR_DOCUMENT, UMLAUT_TEXT_DOCUMENT, EMPTY_DOCUMENT, BINARY_DOCUMENT,

    /** Names of files; of the twins the names are the same when sanitised. */
    UMLAUT_DOCUMENT, DECOMPOSED_DOCUMENT, CJK_DOCUMENT, EMOJI_DOCUMENT, SPACED_DOCUMENT, COLON_DOCUMENT, TWIN_DOCUMENT_1,
    TWIN_DOCUMENT_2, HIDDEN_DOCUMENT, SUFFIXLESS_DOCUMENT,

    /** What follows the last dot of a name is a suffix to 2.x, which it does not sanitise: here {@code ". 5"}. */
    SENTENCE_DOCUMENT,

    /** Names in the row alone: with a slash, with a line end, empty, of 255 characters. */
    SLASH_DOCUMENT, LINE_DOCUMENT, NAMELESS_DOCUMENT, LONG_DOCUMENT,

    /** Named by {@code original_filename}, added from a folder of temporary files. */
    UPLOADED_DOCUMENT,

    /** Changed by {@code update_document}: name, source, text and checksum are new, blob and size are old. */
    UPDATED_DOCUMENT,

    /** The same with a file of JSON, which then is the content itself. */
    UPDATED_JSON_DOCUMENT,

    /** Same basket, checksum and source, as two processes make them; and one that was marked. */
    DUPLICATE_DOCUMENT_1, DUPLICATE_DOCUMENT_2, MARKED_DUPLICATE,

    /** Two rows with one path: the blob is the second's. */
    OVERWRITTEN_DOCUMENT, OVERWRITING_DOCUMENT,

    SIZELESS_DOCUMENT, WRONG_SIZE_DOCUMENT, NEGATIVE_SIZE_DOCUMENT, WRONG_CHECKSUM_DOCUMENT, NO_CHECKSUM_DOCUMENT,
    CAPITAL_CHECKSUM_DOCUMENT, MD5_DOCUMENT, CHANGED_BLOB_DOCUMENT,

    /** Without a blob: a binary, a text that the row has too, one whose row was not finished. */
    LOST_BINARY, LOST_TEXT, PATHLESS_DOCUMENT,

    /** The path is that of a folder, of a link, and of a file outside of {@code storage}, absolute and with {@code ..}. */
    FOLDER_DOCUMENT, LINK_DOCUMENT, ABSOLUTE_DOCUMENT, PARENT_DOCUMENT,

    /** Laid out as 2.6 did, in a basket of 2.6; and as 2.8.1 did, with tenant and basket twice. */
    OLD_BASKET, OLD_DOCUMENT, NESTED_DOCUMENT,

    TYPELESS_DOCUMENT, BAD_TYPE_DOCUMENT, URL_DOCUMENT, ACTIVE_DOCUMENT, SENT_DOCUMENT, BAD_STATUS_DOCUMENT, NO_STATUS_DOCUMENT,
    CONTENTLESS_DOCUMENT, SECONDS_DOCUMENT, BACKWARDS_DOCUMENT, FUTURE_DOCUMENT, ORPHAN_DOCUMENT,

    /** SQLite: what only a database without types and lengths holds. */
    TOO_LONG_DOCUMENT, NUL_NAME_DOCUMENT, NUL_TEXT_DOCUMENT, NOT_UTF8_DOCUMENT, BYTES_DOCUMENT, HUGE_SIZE_DOCUMENT,
    WORD_SIZE_DOCUMENT, ZONED_DOCUMENT, TIMELESS_DOCUMENT, BAD_TIME_DOCUMENT, NUMBER_TIME_DOCUMENT, BAD_CONTENT_DOCUMENT,
    NUMBER_CONTENT_DOCUMENT,

    /** PostgreSQL: created at {@code infinity} and before Christ. */
    INFINITE_DOCUMENT, ANCIENT_DOCUMENT,

    /** As 2.2 and before wrapped a value, and the same without one. */
    WRAPPED_METADATA, EMPTY_WRAPPED_METADATA,

    /** No JSON. */
    WORD_METADATA, EMPTY_METADATA, LEADING_ZERO_METADATA, CUT_OFF_METADATA,

    /** What Python takes for JSON. */
    NAN_METADATA, INFINITE_METADATA, SURROGATE_METADATA, REPEATED_MEMBER_METADATA, HUGE_NUMBER_METADATA, DEEP_METADATA,

    NULL_METADATA, LARGE_METADATA, VECTOR_METADATA, ESCAPED_NUL_METADATA, DUPLICATE_METADATA_1, DUPLICATE_METADATA_2,
    KEYLESS_METADATA, LONG_KEY_METADATA, UMLAUT_KEY_METADATA, SYSTEM_METADATA, BAD_TYPE_METADATA, COORDINATED_METADATA,
    ORPHAN_METADATA,

    /** SQLite. */
    NUL_METADATA, TOO_LONG_KEY_METADATA, BAD_TIME_METADATA,

    OPEN_OPERATION, BAD_STATUS_OPERATION, FAILED_OPERATION, NO_DETAILS_OPERATION, BACKWARDS_OPERATION, ORPHAN_OPERATION,

    /** SQLite. */
    NAN_OPERATION, BAD_DETAILS_OPERATION, BAD_TIME_OPERATION, TOO_LONG_OPERATION,

    DEPENDENCY, DUPLICATE_DEPENDENCY, SELF_DEPENDENCY, CIRCLE_DEPENDENCY,

    /** Of an operation that is not there, and on one. */
    ORPHAN_DEPENDENCY, DANGLING_DEPENDENCY,

    DUPLICATE_EVENT, DETECTED_EVENT, DOCUMENTLESS_EVENT, FAILED_EVENT, BAD_STATUS_EVENT,

    /** The document is in another basket; is not there; the basket is not. */
    WRONG_BASKET_EVENT, ORPHAN_EVENT, BASKETLESS_EVENT,

    /** SQLite. */
    BAD_DATA_EVENT, BAD_TIME_EVENT,

    /** The path is that of the document's blob, of another file beside it, of no file. */
    CURRENT_HISTORY, OTHER_HISTORY, LOST_HISTORY,

    PATHLESS_HISTORY, ESCAPING_HISTORY, ORPHAN_HISTORY,

    /** With secrets in their configurations. */
    SFTP_ROUTE, HTTP_ROUTE, S3_ROUTE, AZURE_ROUTE, SMTP_ROUTE,

    ESCAPING_ROUTE, ENCODED_ROUTE, BAD_PROTOCOL_ROUTE, PARTY_ROUTE, UMLAUT_ROUTE,

    ROUTE_OPERATION, OPEN_ROUTE_OPERATION, BAD_STATUS_ROUTE_OPERATION, DOCUMENTLESS_ROUTE_OPERATION,

    /** The document is not there; the route is not. */
    DANGLING_ROUTE_OPERATION, ORPHAN_ROUTE_OPERATION,

    /** With keys in its configuration. */
    KEYED_PROCESSOR,

    DISABLED_PROCESSOR, PROCESSING, OPEN_PROCESSING, BAD_STATUS_PROCESSING,

    /** The document is not there; the processor is not. */
    ORPHAN_PROCESSING, PROCESSORLESS_PROCESSING,

    /** No row knows these: left by an add that failed, by {@code set_metadata}, by a save that was cut off, by a processor. */
    ORPHAN_BLOB, SIDECAR, CUT_OFF_FILE, PROCESSED_FILE,

    /** The second tenant's: the documents lie in the first one's folder, and one has the id of {@link #DOCUMENT}. */
    OTHER_BASKET, OTHER_DOCUMENT, SAME_ID_DOCUMENT
}
