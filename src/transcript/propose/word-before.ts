/** They say nothing about the value behind them. */
const sayNothing = /^(?:a|an|the|at|in|is|was|are|of|on|to|by|for|and|from|with|took|after|as|your|my|has|have)$/i

/** The word that names a value, from the text before it: `ticket` of “your ticket is ”. In lower case. */
export function wordBefore(before: string): string | undefined {
  const words = /((?:[\p{L}_-]+[^\p{L}\p{N}]*){1,3})$/u.exec(before)?.[1]?.match(/[\p{L}_-]*\p{L}[\p{L}_-]*/gu) ?? []
  return words.findLast((word) => !sayNothing.test(word))?.toLowerCase()
}
