package org.docex.config;

/** The version of this build; {@code pom.xml} has the same. */
public final class DocexVersion {
    public static final String NUMBER = "3.0.0";

    private DocexVersion() {}
}
