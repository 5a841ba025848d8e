package org.docex.tenant;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@link TenantService} that only reads. A transaction that begins with it takes no writer lock, and the
 * database refuses a write in it; inside a writing transaction it changes nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Reads {
    /** EclipseLink's hint at a query whose rows are only shown and need no copy to compare with. */
    String HINT = "eclipselink.read-only";
}
