package org.docex.migration;

import org.docex.error.DocexException;
import org.docex.error.ErrorCode;
import org.docex.migration.convert.Tables;
import org.docex.migration.report.Finding;
import org.docex.migration.report.FindingKind;
import org.docex.migration.source.OldBasket;
import org.docex.migration.source.OldBoundary;
import org.docex.migration.source.OldBucket;
import org.docex.migration.source.OldConfig;
import org.docex.migration.source.OldDatabase;
import org.docex.migration.source.OldInstallation;
import org.docex.tenant.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which boundaries are moved, and as which tenants.
 *
 * @param tenancy whether the new installation has tenants
 * @param buckets that 2.x keeps documents in, that of the installation first
 */
record Decisions(boolean tenancy, List<Moving> boundaries, List<Finding> findings, Set<OldBucket> buckets) {
    /**
     * @throws DocexException {@code TENANT_ID_INVALID} with the list of ids that need {@code --rename}, {@code REQUEST_INVALID},
     *     {@code NOT_BOOTSTRAPPED} when there is nothing of 2.x
     */
    static Decisions of(MigrationOrder order, OldConfig config, OldInstallation old, Path scratch) {
        boolean tenancy = config.tenants() || order.asTenant().isPresent();
        List<Moving> moving = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> unused = new HashSet<>(order.renames().keySet());
        OldInstallation.Found found = old.look();
        found.others().forEach(other -> findings.add(stray(other.what(), other.why())));
        for (OldBoundary boundary : found.boundaries()) {
            unused.remove(boundary.id());
            boolean single = boundary.isSingle();
            Optional<String> given = single ? order.asTenant() : Optional.ofNullable(order.renames().get(boundary.id()));
            if (given.isEmpty() && (single && config.tenants() || isReserved(boundary.id()))) {
                long rows = rows(old, boundary, scratch);
                if (single || rows == 0) {
                    findings.add(stray(boundary.place().toString(), rows == 0 ? "no rows; nothing of it is moved"
                            : rows + " rows of no tenant, which are not moved; --as-tenant gives them one"));
                    continue;
                }
            }
            if (single && !tenancy) {
                moving.add(new Moving(boundary, Optional.empty()));
                continue;
            }
            String id = given.orElse(boundary.id());
            try {
                TenantId tenant = TenantId.business(id);
                if (!ids.add(id)) {
                    refused.add(boundary.id() + ": '" + id + "' is taken by another one");
                    continue;
                }
                moving.add(new Moving(boundary, Optional.of(tenant)));
                given.ifPresent(now -> findings.add(new Finding(now, FindingKind.TENANT_RENAMED, boundary.place().toString(), boundary.id() + " is " + now + " now")));
            } catch (DocexException invalid) {
                refused.add((single ? "--as-tenant" : boundary.id()) + ": " + invalid.getMessage());
            }
        }
        refuse(order, config, moving, refused, unused);
        Set<OldBucket> buckets = new LinkedHashSet<>();
        config.s3().ifPresent(s3 -> buckets.add(s3.bucket()));
        moving.forEach(one -> buckets.addAll(buckets(config, old, one, scratch)));
        return new Decisions(tenancy, List.copyOf(moving), List.copyOf(findings), Collections.unmodifiableSet(buckets));
    }

    /** The tenants to come. */
    List<TenantId> tenants() {
        return boundaries.stream().flatMap(moving -> moving.tenant().stream()).toList();
    }

    private static void refuse(MigrationOrder order, OldConfig config, List<Moving> moving, List<String> refused, Set<String> unused) {
        if (!refused.isEmpty()) {
            throw new DocexException(ErrorCode.TENANT_ID_INVALID, "These tenants need another id; give each one with --rename old=new. Nothing was "
                    + "changed. " + String.join("; ", refused));
        }
        if (!unused.isEmpty()) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "--rename names tenants that are not there: " + unused + ". Nothing was changed.");
        }
        if (moving.isEmpty()) {
            throw new DocexException(ErrorCode.NOT_BOOTSTRAPPED, "There is nothing of DocEX 2.x where " + config.file() + " and the base "
                    + config.base() + " lead: no " + (config.tenants() ? "tenant's " : "") + "database with its tables. Name with --base the folder that "
                    + "DocEX 2.x was started in, or correct the configuration.");
        }
        if (order.asTenant().isPresent() && moving.stream().noneMatch(one -> one.from().isSingle())) {
            throw new DocexException(ErrorCode.REQUEST_INVALID, "--as-tenant is for the one database of an installation without tenants, and there is "
                    + "none here. Use --rename. Nothing was changed.");
        }
    }

    private static Set<OldBucket> buckets(OldConfig config, OldInstallation old, Moving moving, Path scratch) {
        Set<OldBucket> buckets = new LinkedHashSet<>();
        try (OldDatabase database = old.open(moving.from(), scratch)) {
            if (!database.has("docbasket")) {
                return buckets;
            }
            database.each("SELECT " + database.columns("docbasket", "b", "name", "storage_config") + " FROM docbasket b ORDER BY "
                    + database.byBytes("b.id"), row -> OldBasket.of(row, config).s3().ifPresent(s3 -> buckets.add(s3.bucket())));
            return buckets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReserved(String id) {
        return id.matches("_docex_.*_") || id.equals("docex_first_tenant");
    }

    private static long rows(OldInstallation old, OldBoundary boundary, Path scratch) {
        try (OldDatabase database = old.open(boundary, scratch)) {
            Map<String, Long> counts = Tables.count(database);
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static Finding stray(String what, String why) {
        return new Finding("", FindingKind.STRAY_BOUNDARY, what, why);
    }
}
