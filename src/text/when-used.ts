/** A value that is made when it is first asked for, once. A regex over Unicode takes part of a millisecond, at every start. */
export function whenUsed<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
