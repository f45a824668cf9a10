/** Tests of the package of this name. */
@org.jspecify.annotations.NullMarked
package care.weald.gateway.console;
