import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { registryOf } from '../../src/pipeline.ts'
import { checkoutOf, differencesFrom } from '../../src/queue/checkout.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { shownFrom } from '../../src/suite/paths.ts'
import { folderWith } from '../suite/temporary.ts'

const files = {
  'scenarios/a.yaml': `scenario: A
actors:
  server: { program: { run: [node, ../app/server.mjs] } }
vars: { token: { value: none, secret: true } }
steps:
  - include: part.inc
  - send: { server: "\${token}" }
`,
  'scenarios/part.inc': '- start: server\n',
  'scenarios/other.yaml': 'scenario: Other\nactors: {}\nsteps: []\n',
  'transcripts/a.txt': '# A\n',
  'app/server.mjs': "import './lib.mjs'\n",
  'app/lib.mjs': '1\n',
  'scenario.config.yaml': 'jobs: 2\n',
  '.scenario/scenarios/a.jsonl': '{}\n',
  'readme.md': 'no part of it\n',
}

async function checkoutIn(base: string, secrets: string[] = []) {
  const shown = shownFrom(base)
  const services = { files: nodeFiles(shown), shown, builtIn: registryOf(plugins), vars: new Map<string, string>() }
  const group = { files: [path.join(base, 'scenarios/a.yaml')], services }
  const place = { base, out: path.join(base, '.scenario'), version: '1.0.0' }
  return checkoutOf([group], [path.join(base, 'scenario.config.yaml')], place, ({ vars }) => {
    for (const { name, secret } of vars.values()) if (secret) secrets.push(name)
  })
}

test('is what the scenarios are made of, by paths from the folder of the configuration', async () => {
  const secrets: string[] = []
  const checkout = await checkoutIn(folderWith(files), secrets)
  expect(Object.keys(checkout.files)).toEqual([
    'app/lib.mjs',
    'app/server.mjs',
    'scenario.config.yaml',
    'scenarios/a.yaml',
    'scenarios/part.inc',
    'transcripts/a.txt',
  ])
  expect(secrets).toEqual(['token'])
})

test('the same files in another folder do not differ; what is changed or missing does', async () => {
  const checkout = await checkoutIn(folderWith(files))
  const other = folderWith(files)
  expect(differencesFrom(checkout, other)).toEqual([])
  fs.appendFileSync(path.join(other, 'app/lib.mjs'), '2\n')
  fs.rmSync(path.join(other, 'transcripts/a.txt'))
  fs.appendFileSync(path.join(other, 'readme.md'), 'more\n')
  expect(differencesFrom(checkout, other)).toEqual(['app/lib.mjs', 'transcripts/a.txt'])
})
