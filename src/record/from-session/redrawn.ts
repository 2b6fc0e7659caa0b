import type { Lane, Unit } from './lane.ts'

/**
 * A line editor draws its line again with each key, often with a hint behind it (linenoise of redis-cli). The rows up to the one that has
 * the whole line are what was typed, and no output. True where there were any.
 */
export function markRedrawn(lane: Lane): boolean {
  const { units, prompt, typed, echoes } = lane
  let has = false
  for (const { line, after } of typed.splice(0)) {
    const last = units.findIndex(
      ({ fresh, whole, text }, at) =>
        fresh && whole && at >= units.indexOf(after as Unit) && isLine(text.trimEnd(), line, prompt),
    )
    if (line === '' || last === -1) continue
    const earlier = units.slice(0, last).filter(({ fresh, text }) => fresh && isBegun(text, line, prompt))
    for (const unit of [...earlier, units[last]!]) unit.echo = true
    const waiting = echoes.findIndex((echo) => isLine(echo, line, prompt))
    if (waiting !== -1) echoes.splice(waiting, 1)
    has ||= earlier.some(({ text }) => prompt !== '' && text.startsWith(prompt))
  }
  return has
}

const isLine = (text: string, line: string, prompt: string): boolean => text === line || text === prompt + line

/** The prompt with a part of the line behind it; or the beginning of the line's first word, where the prompt has been read before. */
function isBegun(text: string, line: string, prompt: string): boolean {
  if (prompt !== '' && text.startsWith(prompt)) return text[prompt.length] === line[0]
  const [first = '', word = ''] = [line, text].map((each) => /^\S+/.exec(each)?.[0])
  return word.length > 1 && first.startsWith(word)
}
