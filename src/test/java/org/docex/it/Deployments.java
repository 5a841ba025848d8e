package org.docex.it;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as it was built, once with what a test adds to it. */
public final class Deployments {
    private Deployments() {}

    public static WebArchive docex(Class<?>... classes) {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war"))).addClasses(classes);
    }
}
