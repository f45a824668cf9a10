/** What is told to a security operations centre: each event and alert, without whom it is about, in their order. */
@NullMarked
package care.weald.audit.stream;

import org.jspecify.annotations.NullMarked;
