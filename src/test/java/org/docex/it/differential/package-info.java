/**
 * One file of requests, good and bad, with the answers they get: replayed by the suite of each server on each database, so
 * that six runs against one file are six runs against each other.
 */
package org.docex.it.differential;
