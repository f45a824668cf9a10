/** Makes the vectors of docs/contracts. */
package care.weald.stack.contracts;
