/** Programs that run another one, which is what a person calls the program. */
const runners = /^(?:node|bun|deno|tsx|python|ruby|perl|php|java|bash|sh|dash|zsh|npx|env|exec|stdbuf|nice)[\d.]*$/

/**
 * What a person calls the program of a command: `node src/server.js --port 9000` is “server”, `/usr/bin/redis-cli` “redis-cli”. One word
 * with blanks in it is a line for a shell.
 */
export function programName(written: readonly string[]): string {
  const words = written.length === 1 ? (written[0] as string).trim().split(/\s+/) : written
  const isName = (word: string): boolean => !word.startsWith('-') && !/^\w+=/.test(word) && !/^\d/.test(word)
  const named = words.filter(isName)
  const first = baseOf(named[0] ?? '')
  const shown = runners.test(first) && named[1] !== undefined && !/\s/.test(named[1]) ? baseOf(named[1]) : first
  const name = asName(shown)
  return name === '' ? 'program' : name
}

const baseOf = (path: string): string =>
  (path.split('/').at(-1) ?? '').replace(/\.(?:[cm]?[jt]sx?|py|rb|pl|php|sh|jar)$/, '')

/** The text as the name of an actor: a letter first, then letters, digits, “_” and “-”; empty where nothing is left. */
export const asName = (text: string): string => text.replaceAll(/[^\w-]+/g, '-').replaceAll(/^[^A-Za-z]+|-+$/g, '')
