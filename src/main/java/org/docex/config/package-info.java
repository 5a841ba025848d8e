/**
 * The one configuration file, {@code docex.yaml}, as records.
 *
 * <ol>
 *   <li>Unknown keys, a missing {@code config_version} and unsafe values are refused with key, line and cure; nothing is guessed.
 *   <li>Relative paths start at the file's folder, never at the working directory.
 *   <li>{@code ${ENV_VAR}} is substituted; a variable that is not set is refused.
 *   <li>What can only be seen at run time (a bucket that is missing, a folder that is read-only) is reported by the setup
 *       check and not refused here.
 * </ol>
 */
@NullMarked
package org.docex.config;

import org.jspecify.annotations.NullMarked;
