import { scanExpression, type Call } from './expression-calls.ts'
import { algorithms, noAlgorithm, textFunctions, type TextFunction } from './expression-functions.ts'
import { own } from './own.ts'
import { suggest } from './suggest.ts'

export const noName = (name: string): string =>
  `it knows no “${name}”; ${/^(?:sha|md)$/i.test(name) ? `digests are ${algorithms.join(', ')}` : `a variable is written \${${name}}`}`

/** The same of a name that stands as an argument of a function: most likely it is a text. */
export function noNameIn(source: string, name: string): string {
  const call = scanExpression(source).calls.find((each) => each.name !== '' && each.arguments.includes(name))
  if (call === undefined) return noName(name)
  const written = call.arguments.map((argument) => (argument === name ? `'${name}'` : argument))
  return `it knows no “${name}”; a text needs quotes, ${call.name}(${written.join(', ')}), and a variable is written \${${name}}`
}

export function noFunction(name: string, known: readonly string[]): string {
  const near = suggest(name, known)
  return `there is no function “${name}”${near === undefined ? '' : `; did you mean “${near}”?`}`
}

/** These take a function as their first value. */
const takesFunction = ['map', 'filter', 'fold']
const quotedOrBare = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|(?<word>[A-Za-z_]\w*)(?=\s*(?:$|[^\s\w"'(]))/g

/** What to write instead of one of these functions that stands as a value: its call, or its name as a text. */
export function functionAsValue(source: string, functions: readonly string[]): string | undefined {
  for (const { index, groups } of source.matchAll(quotedOrBare)) {
    const word = groups?.['word']
    if (word === undefined || !functions.includes(word)) continue
    const around = scanExpression(source.slice(0, index)).open.at(-1)
    const isFirst = around !== undefined && around.arguments.length === 0
    if (isFirst && takesFunction.includes(around.name)) continue
    return `“${word}” is a function: a call of it is written ${word}(…), and its name as a text needs quotes, '${word}'`
  }
  return undefined
}

const wordBeforeSum = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|(?<word>\b[A-Za-z_]\w*\b)(?=\s*[-+]\s)/g

/** The library reads `sin + 1` as `sin(+1)`: what is wrong with a function that is written as a part of a sum. */
export function functionInSum(source: string, prefixes: readonly string[]): string | undefined {
  for (const { groups } of source.matchAll(wordBeforeSum)) {
    const word = groups?.['word']
    if (word !== undefined && prefixes.includes(word))
      return `“${word}” is a function, and is called as ${word}(…); a variable of this name is written \${${word}}`
  }
  return undefined
}

/** What is wrong with the values that functions are given, whatever the values of variables are. */
export function mistakeInCalls(source: string): string | undefined {
  for (const call of scanExpression(source).calls) {
    const known = own(textFunctions, call.name)
    const mistake = known === undefined ? undefined : mistakeInCall(call, known)
    if (mistake !== undefined) return mistake
  }
  return undefined
}

function mistakeInCall({ name, arguments: written }: Call, { takes }: TextFunction): string | undefined {
  const least = takes.filter((taken) => !taken.endsWith('?')).length
  if (written.length < least || written.length > takes.length) {
    const form = `${name}(${takes.map((taken) => taken.replace(/(.*)\?$/, '[$1]')).join(', ')})`
    if (name === 'random')
      return `random needs a seed and two bounds, ${form}, so that a transcript is the same in every run`
    return `${name} is written ${form}`
  }
  const algorithm = takes[0] === 'algorithm' ? /^(["'])(.*)\1$/.exec(written[0] as string)?.[2] : undefined
  return algorithm === undefined || algorithms.includes(algorithm) ? undefined : noAlgorithm(algorithm)
}

const wordsFor: Readonly<Record<string, (name: string) => string>> = {
  'undefined variable': noName,
  unexpected: (name) =>
    name === 'EOF' ? 'it ends where a value is wanted' : `“${name}” stands where a value is wanted`,
  Expected: (name) =>
    name === 'EOF' ? 'two values stand there without an operator between them' : `“${name}” is missing`,
  'Unknown character'(name) {
    if (name === '"' || name === "'") return 'a quote is opened and never closed'
    return name === '=' ? 'to be equal is written “==”' : `“${name}” means nothing here`
  },
}

/** The library names its own tokens and types. */
export function inOurWords(message: string): string {
  const [, what = '', name = ''] =
    /^(undefined variable): (.+)$/.exec(message) ??
    /^parse error \[\d+:\d+\]: (Unknown character|Expected) "?(.*?)"?$/.exec(message) ??
    /^(unexpected) T\w+: (.+)$/.exec(message) ??
    []
  const ours = wordsFor[what]
  if (ours !== undefined) return ours(name)
  if (message.includes('member access')) return 'nothing stands behind a “.” here'
  return message.replaceAll(/v(\d+)_/g, 'value $1')
}
