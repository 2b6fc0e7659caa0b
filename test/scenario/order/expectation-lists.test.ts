import { expect, test } from 'vitest'
import { check, registryOf } from '../../../src/pipeline.ts'
import { plugins } from '../../../plugins/index.ts'
import { nodeFiles } from '../../../src/suite/files.ts'
import { folderWith } from '../../suite/temporary.ts'

/** What is said of a step that expects this of a server with one connection. */
async function saidOf(expectations: string, beside = '', framing = 'line'): Promise<string[]> {
  const folder = folderWith({
    'it.yaml': `scenario: it
actors: { server: { tcp-server: { framing: ${framing} } }, client: { tcp-client: server } }
steps:
  - start: server
  - connect: client
  - { expect: { server: ${expectations} }${beside} }
`,
  })
  const shown = (file: string) => file
  const services = { files: nodeFiles(shown), shown, builtIn: registryOf(plugins), vars: new Map<string, string>() }
  const { problems, warnings } = await check(`${folder}/it.yaml`, services)
  return [...problems, ...warnings].map(({ message }) => message)
}

const elsewhere = [
  'nothing says until when this may come: “server” itself and its connections have lanes of their own, and what follows is on the other one',
]

test.each(['[{ event: drop, optional: true }, hello]', '[{ text: hello, optional: true }, { event: connection }]'])(
  'what ends an optional expectation stands on its lane: %s',
  async (expectations) => {
    expect(await saidOf(expectations)).toEqual(elsewhere)
    expect(await saidOf(expectations, ', until: idle')).toEqual([])
  },
)

test.each([
  '[{ event: drop, optional: true }, { event: connection }, hello]',
  '[{ event: drop, optional: true }, hello, { event: connection }]',
  '[{ text: hello, optional: true }, { event: end }]',
])('and is found there: %s', async (expectations) => {
  expect(await saidOf(expectations)).toEqual([])
})

const noLines = ['“server” has no lines (its framing shows bytes), so that “not” would hold whatever comes']

test.each([
  ['[{ not: error }, { take: 5 }]', ''],
  ['[{ take: 5 }, { not: error }]', ', until: idle'],
  ['[{ take: 5 }, { not: /err/ }, { bytes: "6f" }]', ''],
  ['{ not: error }', ', until: idle'],
  ['{ not: error, for: 50ms }', ''],
  ['[{ not: { prompt: error } }, { take: 5 }]', ''],
  ['[{ not: { one-of: [{ event: end }, error] } }, { take: 5 }]', ''],
  ['{ not: { one-of: [{ event: end }, { prompt: error }] }, for: 50ms }', ''],
])('a line that must not come needs a framing with lines: %s%s', async (expectations, beside) => {
  expect(await saidOf(expectations, beside, 'raw')).toEqual(noLines)
  expect(await saidOf(expectations, beside, '{ length: 1 }')).toEqual([])
})

test.each([
  ['[{ not: { event: end } }, { take: 5 }]', ''],
  ['{ not: { one-of: [{ event: end }, { event: reset }] } }', ', until: idle'],
])('an event that must not come needs none: %s%s', async (expectations, beside) => {
  expect(await saidOf(expectations, beside, 'raw')).toEqual([])
})
