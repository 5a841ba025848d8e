package org.docex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "1", "{", "{\"a\":}", "{\"a\":1} x", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "{'a':1}", "null",
        "{\"a\":01}", "{\"o\":{\"b\":1,\"b\":1}}"})
    void refuses_what_is_no_single_json_object_with_fields_that_stand_once(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(
                DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }

    @Test
    void refuses_depth_33_and_takes_32() {
        assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).isNotNull();
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")).isInstanceOf(DocexException.class);
    }

    @Test
    void refuses_more_than_a_mebibyte_and_bytes_that_are_not_utf_8() {
        assertThatThrownBy(() -> read("{\"a\":\"" + "x".repeat(StrictJson.MAX_BYTES) + "\"}")).isInstanceOfSatisfying(
                DocexException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
        assertThatThrownBy(() -> StrictJson.read(new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})))
                .isInstanceOf(DocexException.class);
    }

    @Test
    void keeps_the_types_of_values() {
        String text = "{\"n\":1.50,\"b\":true,\"l\":[1,null],\"o\":{\"s\":\"x\"}}";
        assertThat(read(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bytes=0-4|0|5", "bytes=5-|5|5", "bytes=-3|7|3", "bytes=0-999|0|10", "bytes=-99|0|10"})
    void reads_one_range(String header, long first, long length) {
        assertThat(ByteRange.of(Optional.of(header), 10)).contains(new ByteRange(first, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "items=0-1", "bytes=x", "bytes=-", "bytes=5-2"})
    void ignores_ranges_it_does_not_serve(String header) {
        assertThat(ByteRange.of(Optional.of(header), 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void refuses_a_range_behind_the_end(String header) {
        assertThatThrownBy(() -> ByteRange.of(Optional.of(header), 10)).isInstanceOf(DocexException.class);
    }

    private static Object read(String text) {
        return StrictJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
