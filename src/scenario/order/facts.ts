/** Whether a kind's declared facts allow `${actor.name}`: `address.` allows the fact and its parts, `*` anything. */
export function allowsFact(declared: readonly string[], name: string): boolean {
  return declared.some(
    (fact) => fact === '*' || fact === name || (fact.endsWith('.') && (name.startsWith(fact) || `${name}.` === fact)),
  )
}

export const listedFacts = (declared: readonly string[]): string[] => [
  ...new Set(declared.filter((fact) => fact !== '*').map((fact) => (fact.endsWith('.') ? fact.slice(0, -1) : fact))),
]
