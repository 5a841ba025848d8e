package org.docex.migration.content;

import org.docex.migration.convert.Baskets.Basket;
import java.util.Optional;

/**
 * A content that a row of 2.x means.
 *
 * @param tenant the id in 2.x; empty in an installation without tenants
 * @param document the document whose present content it is; empty for an earlier one
 * @param name of the document
 * @param path as the row has it
 */
record Sought(Optional<String> tenant, Basket basket, Optional<String> document, String name, String path) {}
