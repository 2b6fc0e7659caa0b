import fc from 'fast-check'
import { expect, it } from 'vitest'
import { check, run } from '../../src/index.ts'
import type { DraftMessage, DraftStep, DraftText, DraftWanted } from '../../src/record/draft.ts'
import { writeDraft } from '../../src/record/write-draft.ts'
import { hostileText } from '../authoring/hostile.ts'

const hexOf = (text: string): string =>
  Buffer.from(text)
    .toString('hex')
    .replaceAll(/..(?=.)/g, '$& ')
const send = (target: string, ...messages: DraftMessage[]): DraftStep => ({ verb: 'send', of: [{ target, messages }] })
const expects = (target: string, ...wanted: DraftWanted[]): DraftStep => ({ verb: 'expect', of: [{ target, wanted }] })
const line = (...text: DraftText): DraftWanted => ({ matcher: 'line', text })
/** Written as bytes, so that no text has to be read right for it. */
const sentAsBytes = (text: string): DraftStep => send('client', { form: 'bytes', hex: hexOf(`${text}\n`) })

/** What is sent as this text is received as these bytes, and the other way around, wherever a text can stand. */
const stepsFor = (text: string, at: number): DraftStep[] => [
  send('client', { form: 'line', text: [text] }, { form: 'text', text: [text, '\n'] }),
  expects('server', { matcher: 'bytes', hex: hexOf(`${text}\n${text}\n`) }),
  sentAsBytes(text),
  expects('server', line(text)),
  sentAsBytes(`${text}1 ${text}2`),
  expects('server', line(text, { any: String.raw`\d` }, ' ', text, { capture: `digit${at}`, pattern: '2' })),
  sentAsBytes(text),
  expects('server', line({ capture: `all${at}`, pattern: '[^]*' })),
  send('server', {
    form: 'line',
    text: [{ variable: `all${at}` }, { variable: `digit${at}` }, { variable: `v-${at}` }],
  }),
  expects('client', { matcher: 'bytes', hex: hexOf(`${text}2${text}\n`) }),
  sentAsBytes(`a${text}b`),
  expects('server', { matcher: 'text', text: [text] }),
  sentAsBytes(`c${text}d`),
  expects('server', { matcher: 'text', text: [{ variable: `v-${at}` }], beside: { next: true } }),
  sentAsBytes(`${text}.`),
  expects('server', { matcher: 'lines', texts: [[text, '.']] }),
]

it('any text is sent, expected, captured and kept as it is', { timeout: 120_000 }, async () => {
  const lineText = hostileText.map((text) => text.replaceAll(/[\r\n]/g, '')).filter((text) => text !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(lineText, { minLength: 1, maxLength: 6 }), async (texts) => {
      const text = writeDraft({
        title: texts.join(''),
        about: texts.join('\n'),
        comments: texts,
        only: [],
        vars: texts.map((value, at) => ({ name: `v-${at}`, value, ...(at % 2 === 0 ? {} : { comment: value }) })),
        masks: [],
        actors: [
          { name: 'server', kind: 'tcp-server', options: new Map() },
          { name: 'client', kind: 'tcp-client', options: new Map([['to', 'server']]) },
        ],
        steps: [
          { verb: 'start', argument: 'server' },
          { verb: 'connect', argument: 'client' },
          ...texts.flatMap(stepsFor),
        ],
      })
      const { problems, warnings } = await check({ text })
      expect([...problems, ...warnings].map(({ message, hint }) => `${message}: ${hint}`).join('\n')).toBe('')
      const result = await run({ text })
      expect(JSON.stringify(result.failure ?? result.status)).toBe('"passed"')
    }),
    { numRuns: 25 },
  )
})
