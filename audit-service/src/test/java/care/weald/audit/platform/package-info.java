/** Tests of what the service stands on. */
@org.jspecify.annotations.NullMarked
package care.weald.audit.platform;
