/** Probes: the live services asked in the gateway's own name, as several job roles, about people who object (row D10). */
@NullMarked
package care.weald.gateway.probe;

import org.jspecify.annotations.NullMarked;
