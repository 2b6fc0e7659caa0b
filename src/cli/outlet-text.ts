import { eraseLine } from '../text/erase-line.ts'
import { unprintableClass } from '../text/printable.ts'
import { whenUsed } from '../text/when-used.ts'

/** What our own output may contain besides printable text. */
export interface Allowed {
  /** The colours and weights of our palette. */
  readonly colour: boolean
  /** Erasing the line of progress, on a terminal. */
  readonly erase: boolean
}

/** The style of cells of a screen (src/report/sgr.ts); nothing in it hides text. */
const style = String.raw`(?:[12347]|(?:[349]|10)[0-7]|[34]8;(?:5;\d{1,3}|2(?:;\d{1,3}){3}))`
/** Each SGR sequence that our palette makes (src/report/colours.ts), and no other. */
const ours = new RegExp(String.raw`^\u001b\[(?:0|22|39|${style}(?:;${style})*)m$`)
const suspicious = whenUsed(
  () => new RegExp(`${String.raw`\r\u001b\[2K|\u001b\[\d[\d;]{0,80}m|`}[${unprintableClass}]`, 'gu'),
)
const everyUnprintable = whenUsed(() => new RegExp(`[${unprintableClass}]`, 'gu'))
const plain = /^[\n\t\x20-\x7e]*$/

/**
 * A command to the machine that reads a CI log: `::error …::` at the beginning of a line (GitHub; blanks before it do not
 * matter), `##[error]` and `##vso[…]` anywhere in it (GitHub, Azure Pipelines), `##teamcity[…]`.
 */
const command = /(^|\n)([^\S\n]*):(?=:[A-Za-z])|##(?=\[|vso\[|teamcity\[)/g

/**
 * The last door: text as it may leave for a terminal or a file. A control character that is still in it becomes its escape
 * (`\u001b`, which also JSON reads as that character), except for line ends, tabs and what we ourselves put there. What is
 * reported was made printable long before (all-printable.ts); this is for what was forgotten.
 */
export function withoutControls(text: string, { colour, erase }: Allowed): string {
  if (plain.test(text)) return text
  return text.replace(suspicious(), (found) => {
    if (found === '\n' || found === '\t') return found
    if ((colour && ours.test(found)) || (erase && found === eraseLine)) return found
    return found.replace(everyUnprintable(), escaped)
  })
}

/** Text in which no line is a command to a reader of CI logs. `atLineStart`: the text before it ended its line. */
export function withoutCommands(text: string, atLineStart: boolean): string {
  if (!text.includes('::') && !text.includes('##')) return text
  return text.replace(command, (found, before: string | undefined, blanks: string | undefined, at: number) => {
    if (blanks === undefined) return String.raw`#\u0023`
    return at === 0 && before === '' && !atLineStart ? found : String.raw`${before}${blanks}\u003a`
  })
}

/** A character beyond the first plane as its two halves, as JSON has it. */
const escaped = (found: string): string =>
  Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
