import { typedText } from './typed-text.ts'

/** A piece of what a terminal showed. Microseconds since the beginning. */
export interface Shown {
  readonly at: number
  readonly bytes: Uint8Array
}

/** A line that somebody typed: its echo goes from one piece to another, behind whose line end `rest` was shown. */
export interface Typed {
  readonly first: number
  readonly last: number
  readonly text: string
  readonly rest: Uint8Array
}

/** Keys are not pressed faster than this; a program that prints one character after the other is. Microseconds. */
const fastestKey = 4000
/** What a prompt ends with. */
const promptEnd = /[:?>$#%)\]]\s?$/
const longestPrompt = 120

/**
 * The lines that were typed, guessed from what the terminal showed: characters that come one at a time on a line that then ends, as a
 * person types; where there are none, what a later piece adds to a prompt, as a script types.
 */
export function typedLines(shown: readonly Shown[]): Typed[] {
  const pieces = shown.map(({ at, bytes }) => ({ at, text: latin1(bytes) }))
  const byKeys = scan(pieces, beginsWithKey)
  return byKeys.some(({ text }) => text !== '') ? byKeys.map(asTyped) : scan(pieces, () => true).map(asTyped)
}

interface Piece {
  readonly at: number
  /** Its bytes, a character each: a piece may end within a character. */
  readonly text: string
}

interface Line extends Omit<Typed, 'rest'> {
  readonly rest: string
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

const asTyped = ({ rest, ...line }: Line): Typed => ({ ...line, rest: Buffer.from(rest, 'latin1') })

type Begins = (piece: Piece, gap: number) => boolean

/** One visible character, or a key that only shows a control character. */
const beginsWithKey: Begins = ({ text }, gap) => {
  const [first = ''] = text.split('\r\n', 1)
  return gap >= fastestKey && typedText(utf8(first)).length === 1
}

function scan(pieces: readonly Piece[], begins: Begins): Line[] {
  const found: Line[] = []
  const prompts = new Set<string>()
  let line = ''
  for (let index = 0; index < pieces.length; index += 1) {
    const prompt = typedText(line)
    const typed = index === 0 ? undefined : typedFrom(pieces, index, prompt, begins, prompts)
    if (typed !== undefined) {
      prompts.add(prompt)
      found.push(typed)
      index = typed.last
      line = lastLine(typed.rest)
    } else line = lastLine(line + (pieces[index] as Piece).text)
  }
  return found
}

/** The line whose echo begins with this piece, behind a prompt; an empty one only behind a prompt that was answered before. */
function typedFrom(
  pieces: readonly Piece[],
  index: number,
  prompt: string,
  begins: Begins,
  prompts: ReadonlySet<string>,
): Line | undefined {
  const piece = pieces[index] as Piece
  const gap = piece.at - (pieces[index - 1]?.at ?? piece.at)
  const isPrompt = looksLikePrompt(prompt)
  if (!isPrompt && !(begins === beginsWithKey && prompt === '')) return undefined
  const isEmpty = isPrompt && prompts.has(prompt) && piece.text.startsWith('\r\n')
  const end = begins(piece, gap) || isEmpty ? echoEnd(pieces, index) : undefined
  // The same mark again and again shows that a program is busy.
  const isTyped = end !== undefined && (end.text !== '' || isEmpty) && !/^(\W)\1*$/.test(end.text)
  return isTyped ? end : undefined
}

const looksLikePrompt = (text: string): boolean =>
  text !== '' && text.length <= longestPrompt && promptEnd.test(`${text} `)

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1)

/** Readline turns bracketed paste off (ESC [?2004l) and returns the cursor before the line ends. */
// oxlint-disable-next-line no-control-regex -- sequences begin with ESC
const lineEnd = /\r?\n|\u001b\[\?2004l\r/

/** No line is typed in more pieces than this. */
const mostPieces = 1000

/** What was typed, from the piece in which its echo begins to the one in which the line ends. */
function echoEnd(pieces: readonly Piece[], first: number): Line | undefined {
  let echo = ''
  for (let last = first; last < Math.min(pieces.length, first + mostPieces); last += 1) {
    const { text } = pieces[last] as Piece
    const end = lineEnd.exec(text)
    echo += end === null ? text : text.slice(0, end.index)
    if (end !== null) return { first, last, text: typedText(utf8(echo)), rest: text.slice(end.index + end[0].length) }
  }
  return undefined
}
