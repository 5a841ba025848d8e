/**
 * The operator's resources: tenants and the setup check. Every method first requires an administrator.
 */
@NullMarked
package org.docex.admin;

import org.jspecify.annotations.NullMarked;
