import { expect, test, vi } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { openHandles, runText } from '../scenarios/house.ts'

const open = () => openHandles(/^(?:TCP|TLS|UDP).*Wrap$/)

/** The kinds of a network that answer by rules and have a framing of their own choice; a serial port needs a device. */
const kinds = plugins.flatMap(({ actors = {} }) =>
  Object.entries(actors).filter(
    ([name, { strictAbout, framing }]) => strictAbout?.includes('rules') && framing === undefined && name !== 'serial',
  ),
)

test.each(kinds)('rules that a %s can never meet leave nothing open', async (name, { role }) => {
  const server = name.startsWith('tls') ? 'tls-server' : 'tcp-server'
  const rules = 'framing: raw, rules: [{ when: { json: { a: 1 } }, reply: b }]'
  const [listening, other] =
    role === 'server'
      ? [`${name}: { ${rules} }`, '']
      : [`${server}: {}`, `\n  client: { ${name}: { to: server, ${rules} } }`]
  const before = open()
  const { status, failure } = await runText(`scenario: Rules that need lines
actors:
  server: { ${listening} }${other}
steps:
  - start: server
${role === 'server' ? '' : '  - connect: client\n'}`)
  expect({ status, code: failure?.code }).toEqual({ status: 'broken', code: 'invalid-value' })
  await vi.waitFor(() => expect(open()).toEqual(before), 5000)
})

test('these kinds are tried', () => {
  expect(kinds.map(([name]) => name)).toEqual(
    expect.arrayContaining(['tcp-client', 'tls-client', 'tcp-server', 'tls-server']),
  )
})
