import { isPid, type Alias } from '../../model/event.ts'
import { standsAsPort } from '../../text/ports.ts'
import { escapeRegex } from '../../text/regex.ts'

const isNumber = /^\d+$/
const wholeNumber = /(?<![\w.])\d+(?!\w)/g
/** So many numbers are looked for one by one, natively; of more, each number in the text is looked up. */
const few = 16

/**
 * Renames volatile texts in what is left out of a transcript, which is hashed under its stable names. `aliases` may grow: a crowd
 * has thousands.
 */
export function renaming(aliases: readonly Alias[], written: ReadonlySet<string>): (bytes: Uint8Array) => Uint8Array {
  const numbers = new Map<string, string>()
  const others: { readonly volatile: string; readonly name: string; readonly pattern: RegExp }[] = []
  let known = 0
  const learn = (): void => {
    for (; known < aliases.length; known++) {
      const alias = aliases[known] as Alias
      const { volatile, name } = alias
      // What is left out has been heard, and a number that was heard is no process id.
      if (isPid(alias)) continue
      if (!isNumber.test(volatile)) others.push({ volatile, name, pattern: wholly(volatile) })
      else if (!numbers.has(volatile)) numbers.set(volatile, name)
    }
  }
  const mayHold = (bytes: Buffer): boolean => {
    if (numbers.size > few) return true
    for (const number of numbers.keys()) if (bytes.includes(number)) return true
    return false
  }
  return (all) => {
    const bytes = Buffer.from(all.buffer, all.byteOffset, all.byteLength)
    learn()
    let text: string | undefined
    for (const { volatile, name, pattern } of others) {
      if (bytes.includes(volatile)) text = (text ?? bytes.toString('latin1')).replaceAll(pattern, `<${name}>`)
    }
    if (mayHold(bytes)) {
      text = (text ?? bytes.toString('latin1')).replaceAll(wholeNumber, (number: string, at: number, all: string) => {
        const name = numbers.get(number)
        if (name === undefined) return number
        return standsAsPort(all, at, at + number.length, written.has(number)) ? `<${name}>` : number
      })
    }
    return text === undefined ? all : Buffer.from(text, 'latin1')
  }
}

function wholly(volatile: string): RegExp {
  return new RegExp(`(?<![\\w.])${escapeRegex(volatile)}(?!\\w)`, 'g')
}
