import * as saxes from 'saxes'
import { Parser } from 'tap-parser'
import { expect } from 'vitest'

/**
 * What must not leave for a terminal or a file, by Unicode's own categories: controls, line separators, lone surrogates, and
 * what is invisible or turns the direction. Line ends and tabs are ours.
 */
const raw =
  /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\u{e0001}-\u{e007f}]/u
/** What a CI obeys when it stands in a log: GitHub trims blanks before `::`, and looks for `##[` anywhere. */
const commands = /^\s*::[a-z]|##\[|##vso\[|##teamcity\[/im

const ourOwn = new RegExp(String.raw`\u001b\[(?:[12]|22|3[1-469])m|\r\u001b\[2K`, 'g')

/** Without what we ourselves put there. */
export const uncoloured = (text: string): string => text.replace(ourOwn, '')

const shown = (text: string, at: number): string => JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))

/** Fails, showing where, when anything raw or any command to a CI stands in what was written. */
export function expectSafe(text: string, what = ''): void {
  const found = raw.exec(text)
  expect(found === null ? '' : `${what}: raw at …${shown(text, found.index)}`).toBe('')
  const command = commands.exec(text)
  expect(command === null ? '' : `${what}: a command at …${shown(text, command.index)}`).toBe('')
}

/** The elements of an XML document, in order, read by a parser that keeps to XML 1.0; throws where it is not well-formed. */
export function elementsOf(xml: string): { readonly name: string; readonly attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = []
  const parser = new saxes.SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }))
  parser.write(Buffer.from(xml).toString()).close()
  return found
}

/** The test points of a TAP document as another program reads them. */
export function pointsOf(
  tap: string,
): { readonly ok: boolean; readonly skip: string | boolean; readonly diag?: unknown }[] {
  const results = Parser.parse(tap)
  const strange = results.filter(([kind]) => kind === 'extra')
  expect(strange).toEqual([])
  return results.flatMap(([kind, result]) =>
    kind === 'assert' ? [result as { ok: boolean; skip: string | boolean }] : [],
  )
}

/** An annotation as GitHub's runner reads it from a line of a log: the rules of `@actions/core` and of the runner's ActionCommand, backwards. */
export interface Annotation {
  readonly command: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** The annotations of a log; throws for a property without a value. */
export function annotationsOf(log: string): Annotation[] {
  const data = (text: string): string =>
    text.replace(/%(?:0D|0A|25)/gi, (found) => ({ '%0D': '\r', '%0A': '\n', '%25': '%' })[found.toUpperCase()] ?? found)
  const property = (text: string): string =>
    text.replace(
      /%(?:0D|0A|3A|2C|25)/gi,
      (found) => ({ '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' })[found.toUpperCase()] ?? found,
    )
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, command, properties = '', message = ''] = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/.exec(line) ?? []
    if (command === undefined) return []
    const pairs = properties.split(',').map((pair) => {
      const [, name, value] = /^\s*(\w+)=(.+)$/.exec(pair) ?? []
      if (name === undefined || value === undefined) throw new Error(`not a property: ${pair}`)
      return [name, property(value)] as const
    })
    return [{ command, properties: Object.fromEntries(pairs), message: data(message) }]
  })
}
