/**
 * The copy of all that is held of a person, which he or she may have (UK GDPR article 15; capabilities.md, X5): asked for,
 * reviewed by a health professional, made, fetched once, and erased.
 */
@NullMarked
package care.weald.record.subjectaccess;

import org.jspecify.annotations.NullMarked;
