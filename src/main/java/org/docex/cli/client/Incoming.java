package org.docex.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose failures can be told from those of the place its bytes go to. */
final class Incoming extends FilterInputStream {
    Incoming(InputStream in) {
        super(in);
    }

    /** The stream ended before its end. */
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOff(IOException cause) {
            super(cause);
        }
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        try {
            return super.read(buffer, from, length);
        } catch (IOException e) {
            throw new BrokenOff(e);
        }
    }
}
