/** Who may see what: a pure function over facts, a chain of named rules, deny by default. */
@NullMarked
package care.weald.consent.decision;

import org.jspecify.annotations.NullMarked;
