import type { RawRow } from '../../src/model/event.ts'
import type { Source, Span } from '../../src/model/span.ts'

export const echo: Source = {
  file: '/project/scenarios/echo.yaml',
  shown: 'scenarios/echo.yaml',
  text: `scenario: TCP echo server
about: Whatever the client types comes back, and the server prints it.

actors:
  server: { echo-server: { port: 9000 } }
  client: { telnet: server }

steps:
  - start: server
  - expect: { server: server accepting connections }
  - connect: client
  - expect: { client: Hello client!, server: client connected }
  - send:   { client: Hello server }
  - include: steps/goodbye.yaml
`,
}

export const goodbye: Source = {
  file: '/project/scenarios/steps/goodbye.yaml',
  shown: 'scenarios/steps/goodbye.yaml',
  text: '- expect: { client: Good bye }\n- exit: client\n',
}

export const sources: ReadonlyMap<string, Source> = new Map([
  [echo.file, echo],
  [goodbye.file, goodbye],
])

/** The span of the first occurrence of some words. */
export function spanIn({ file, text }: Source, words: string): Span {
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`no “${words}” in ${file}`)
  return { file, start, end: start + words.length }
}

export const row = (mark: RawRow['mark'], text: string | Uint8Array, lane = 'client'): RawRow => ({
  lane,
  mark,
  text,
  at: 0,
  step: 3,
})

/** A palette whose colours a person can read in a golden file. */
export const visible = {
  bold: (text: string) => `<b>${text}</b>`,
  dim: (text: string) => `<dim>${text}</dim>`,
  red: (text: string) => `<red>${text}</red>`,
  green: (text: string) => `<green>${text}</green>`,
  yellow: (text: string) => `<yellow>${text}</yellow>`,
  cyan: (text: string) => `<cyan>${text}</cyan>`,
}
