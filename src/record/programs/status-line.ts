import { cut } from '../../text/cut.ts'
import { widthOf } from '../../text/wrap.ts'

/** A program as the status line shows it. */
interface Shown {
  readonly name: string
  readonly hasPrinted: boolean
  readonly ending: string | undefined
}

interface Status {
  readonly programs: readonly Shown[]
  /** The one in front. */
  readonly front: number
  /** What stands there instead: the menu, or what was just done. */
  readonly instead: string | undefined
  readonly switchKey: string
}

/** The last row of the terminal, in reverse: ` 1 server+  [2 client]            ctrl-g: menu `. */
export function statusLine({ programs, front, instead, switchKey }: Status, columns: number): string {
  const help = `${switchKey}: menu `
  const names = programs.map(({ name, hasPrinted, ending }, at) => {
    const shown = `${at + 1} ${name}${ending === undefined ? '' : ` (${ending})`}${hasPrinted && at !== front ? '+' : ''}`
    return at === front ? `[${shown}]` : ` ${shown} `
  })
  const left = instead === undefined ? ` ${names.join(' ')}` : ` ${instead}`
  const room = columns - widthOf(left)
  const text =
    instead === undefined && room > help.length ? left + ' '.repeat(room - help.length) + help : cut(left, columns)
  return `\u001b[7m${text}${' '.repeat(Math.max(0, columns - widthOf(text)))}\u001b[0m`
}
