/** The Merkle tree over the log: tiles, signed checkpoints, proofs, and the sequencer that makes them (ADR 0016). */
@NullMarked
package care.weald.audit.tree;

import org.jspecify.annotations.NullMarked;
