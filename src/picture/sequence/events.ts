/** An event of a connection or a program, from a recording or from a row of a transcript. */
export interface ActorEvent {
  readonly lane: string
  readonly order: number
  readonly at: number
  readonly words: string
  readonly row?: number
}

/** What an event means to a diagram, by its words, which transcripts have too. */
export type Meaning = 'connect' | 'accept' | 'fin-out' | 'fin-in' | 'rst-out' | 'rst-in' | 'exit' | 'signal' | 'other'

const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^connected to /, 'connect'],
  [/^connection(?: from .*)?$/, 'accept'],
  [/^FIN sent/, 'fin-out'],
  [/^(?:FIN received|end$)/, 'fin-in'],
  [/^RST sent/, 'rst-out'],
  [/^(?:RST received|reset$)/, 'rst-in'],
  [/^(?:exited|killed by) /, 'exit'],
  [/^SIG[A-Z0-9]+ sent/, 'signal'],
]

export const meaningOf = ({ words }: Pick<ActorEvent, 'words'>): Meaning =>
  meanings.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
