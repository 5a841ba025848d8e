package org.docex.tenant;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The id of a tenant: 1 to 30 characters of {@code a-z}, {@code 0-9} and {@code _}, not starting with a digit.
 *
 * <p>Upper case is refused because ids that differ by case meet in one file on some systems; hyphens because the id is
 * part of an unquoted schema name.
 */
public record TenantId(String value) {
    private static final Pattern PATTERN = Pattern.compile("[a-z_][a-z0-9_]{0,29}");
    private static final Pattern RESERVED = Pattern.compile("_docex_.*_|pg_.*");
    private static final Set<String> RESERVED_NAMES = Set.of("docex_first_tenant", "public", "information_schema");

    public TenantId {
        if (!PATTERN.matcher(value).matches()) {
            throw new DocexException(ErrorCode.TENANT_ID_INVALID, hint(value));
        }
    }

    /**
     * The id of a business tenant.
     *
     * @throws DocexException {@code TENANT_ID_INVALID} for an id that breaks the pattern or is reserved
     */
    public static TenantId business(String value) {
        TenantId id = new TenantId(value);
        if (id.isReserved()) {
            throw new DocexException(ErrorCode.TENANT_ID_INVALID,
                    "The tenant id '" + value + "' is reserved. Choose another one.");
        }
        return id;
    }

    /** True for the names DocEX and PostgreSQL keep for themselves. */
    public boolean isReserved() {
        return RESERVED.matcher(value).matches() || RESERVED_NAMES.contains(value);
    }

    private static String hint(String value) {
        String rule = "A tenant id has 1 to 30 characters of a-z, 0-9 and _ and does not start with a digit.";
        String suggestion = value.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return !suggestion.equals(value) && PATTERN.matcher(suggestion).matches()
                ? rule + " Use '" + suggestion + "'."
                : rule;
    }

    @Override
    public String toString() {
        return value;
    }
}
