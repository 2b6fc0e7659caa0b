import { expect, test } from 'vitest'
import { mermaid } from '../../../plugins/formats/mermaid.ts'
import { echo } from '../../picture/examples.ts'
import { throughProxy } from '../../picture/sequence/examples.ts'

test('a recording has its times', async () => {
  const written = await mermaid.write(throughProxy.transcript, { replay: throughProxy })
  await expect(written).toMatchFileSnapshot('../../golden/picture/sequence-proxy.mmd')
})

test('a transcript has none', async () => {
  expect(await mermaid.write(echo, {})).toContain('\n  a2->>a1: Hello server\n')
})

test.each([
  ['a; b # c', 'a#59; b #35; c'],
  ['<b> & %%{init}%%', '#60;b#62; #38; #37;#37;#123;init#125;#37;#37;'],
  ['wrap: x', '#119;rap: x'],
  ['$$x$$', '#36;#36;x#36;#36;'],
  ['', '(empty line)'],
])('%j is no word of the language', async (text, wanted) => {
  const rows = [{ at: 0, lane: 'end', mark: '|' as const, text }]
  const written = await mermaid.write({ title: 'a "b"\n---', source: '', recorded: '', lanes: [], rows }, {})
  expect(written).toContain(`\n  Note over a1: ${wanted}\n`)
  expect(written).toContain('\ntitle: "a \\"b\\"\\\\n---"\n')
  expect(written).toContain('\n  participant a1 as end\n')
})
