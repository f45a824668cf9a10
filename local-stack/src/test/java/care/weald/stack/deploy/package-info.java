/** What is deployed, checked without a cluster: manifests, compose file, and the pages that operators read. */
@NullMarked
package care.weald.stack.deploy;

import org.jspecify.annotations.NullMarked;
