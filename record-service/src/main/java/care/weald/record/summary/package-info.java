/** The patient summary: an IPS document made on demand from what may be seen (capabilities.md, R3, D12, D17). */
@NullMarked
package care.weald.record.summary;

import org.jspecify.annotations.NullMarked;
