/** A text as part of a name of a file: letters, digits, `.`, `_` and `-` stay, anything else becomes `_`. */
export const inFileName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]/gu, '_')

/** Texts as parts of names of files that are all different, also where a system has no capitals: `a_1`, and `a_1-2` for `a#1`. */
export function differentInFileName(texts: readonly string[]): string[] {
  const taken = new Set<string>()
  return texts.map((text) => {
    const name = inFileName(text)
    let found = name
    for (let count = 2; taken.has(found.toLowerCase()); count++) found = `${name}-${count}`
    taken.add(found.toLowerCase())
    return found
  })
}

/** Two texts that are the same in names of files; undefined when all are different. */
export function sameInFileName(texts: readonly string[]): readonly [one: string, other: string] | undefined {
  const seen = new Map<string, string>()
  for (const text of texts) {
    const name = inFileName(text).toLowerCase()
    const one = seen.get(name)
    if (one !== undefined) return [one, text]
    seen.set(name, text)
  }
  return undefined
}

/** Names of files have at most 255 bytes (NAME_MAX), and those of the scenario, its extensions and its project need some. */
export const mostInFileName = 100

/** Whether this leaves too little room for the rest of a name of a file. */
export const tooLongInFileName = (text: string): boolean => Buffer.byteLength(inFileName(text)) > mostInFileName
