import { expect, test } from 'vitest'
import { check, registryOf } from '../../../src/pipeline.ts'
import { plugins } from '../../../plugins/index.ts'
import { nodeFiles } from '../../../src/suite/files.ts'
import { folderWith } from '../../suite/temporary.ts'

/** What is said of a step that expects this of a server with one connection. */
async function saidOf(expectations: string, beside = ''): Promise<string[]> {
  const folder = folderWith({
    'it.yaml': `scenario: it
actors: { server: tcp-server, client: { tcp-client: server } }
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
