/**
 * Whether two records are the same person. Pure functions: no database, no clock, no configuration.
 *
 * <ol>
 *   <li>{@link care.weald.identity.match.Demographics#builder()} normalises raw text; nothing throws.
 *   <li>{@link care.weald.identity.match.BlockKeys#of} gives the keys to store a record under, {@link
 *       care.weald.identity.match.BlockKeys#probe} those to look a query up by; with restricted people the keys that tell
 *       where somebody lives are left out.
 *   <li>{@link care.weald.identity.match.compare.Profile#of} makes a record ready to compare, and {@link
 *       care.weald.identity.match.Matcher#rank} grades the candidates that were found. A hot loop uses {@link
 *       care.weald.identity.match.Matcher#assessment()}, one a thread, which allocates nothing.
 *   <li>{@link care.weald.identity.match.Joining#of} says whether a record joins a person; {@link
 *       care.weald.identity.match.Clustering} does so for a whole run.
 * </ol>
 *
 * <p>What agreement is worth is a {@link care.weald.identity.match.model.Model}: {@code Model.shipped()}, or one that {@link
 * care.weald.identity.match.model.Trainer} learnt.
 */
@NullMarked
package care.weald.identity.match;

import org.jspecify.annotations.NullMarked;
