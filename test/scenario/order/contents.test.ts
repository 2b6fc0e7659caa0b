import { expect, test } from 'vitest'
import path from 'node:path'
import { check } from '../../../src/pipeline.ts'
import { servicesAt } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

async function problemsOf(text: string) {
  const folder = folderWith({ 'it.yaml': text })
  const { problems } = await check(path.join(folder, 'it.yaml'), servicesAt(folder))
  return problems.map(({ code, message, span }) => ({ code, message, at: text.slice(span?.start, span?.end) }))
}

const scenario = (files: string, more = ''): string => `scenario: a certificate
files: { ca.pem: { certificate: ${files} } }
actors:
  plain: tcp-server
  own: { tls-server: { cert: "\${tmp}/cert.pem", key: "\${tmp}/key.pem" } }
  self: { tls-server: { certificate: self-signed } }
  client: { tls-client: plain }
steps:
  - start: [plain, own, self]
  - connect: client
${more}`

test.each([
  ['client', 'invalid-value', /“client” is a tls-client, which shows no certificate/],
  ['own', 'invalid-value', /of “own” comes from its option “cert”/],
  ['self', 'invalid-value', /of “self” signs itself/],
  ['nobody', 'unknown-actor', /no actor is called “nobody”/],
])('a certificate of %s', async (named, code, message) => {
  expect(await problemsOf(scenario(named))).toEqual([
    { code, at: named, message: expect.stringMatching(message) as string },
  ])
})

test('one that is right, or has variables, is let through', async () => {
  for (const right of ['plain', '{ servername: mail.test }', '{ servername: "${dir}" }'])
    expect(await problemsOf(scenario(right))).toEqual([])
})

test('one that a step writes is judged as well', async () => {
  const step = '  - write: { other.pem: { certificate: client } }\n'
  expect(await problemsOf(scenario('plain', step))).toMatchObject([{ code: 'invalid-value', at: 'client' }])
})
