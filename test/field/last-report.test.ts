import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startCli } from '../promises/cli.ts'
import { folderWith } from '../suite/temporary.ts'

/** An error that nobody catches, once the first scenario has its transcript, in code that is no plugin's. */
const bug = `if (process.argv[1]?.endsWith('main.js')) {
  const { existsSync } = require('node:fs')
  const timer = setInterval(() => {
    if (!existsSync('transcripts/a.txt')) return
    clearInterval(timer)
    setTimeout(() => { throw new TypeError('ours \\u001b[2J\\n::error::x') }, 200)
  }, 5)
}
`
const passing = `scenario: It passes
actors: { server: tcp-server, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }, { send: { client: hi } }, { expect: { server: hi } }]
`
const waiting = `scenario: It waits
limits: { step: 60s, scenario: 60s }
actors: { server: tcp-server, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }, { expect: { server: never } }]
`

test('a bug that ends the run leaves a report of what was known, in every reporter', async () => {
  const folder = folderWith({ 'scenarios/a.yaml': passing, 'scenarios/b.yaml': waiting, 'bug.cjs': bug })
  const args = ['run', '--no-ci', '--reporter', 'default', '--reporter', 'json=out.json', '--reporter', 'junit=out.xml']
  const { outcome } = startCli(args, folder, { NODE_OPTIONS: `--require=${path.join(folder, 'bug.cjs')}` })
  const { code, stdout, stderr } = await outcome
  expect(code).toBe(70)
  expect(stderr).toContain('TypeError: ours')
  expect(stderr + stdout).not.toMatch(new RegExp(String.raw`\u001b|^::`, 'm'))
  expect(stdout).toContain('1 passed')
  const report = JSON.parse(readFileSync(path.join(folder, 'out.json'), 'utf8'))
  expect(report).toMatchObject({ status: 'internal-error', exitCode: 70, counts: { passed: 1 } })
  expect(report.problems).toMatchObject([
    { code: 'internal-error', message: expect.stringContaining('scenarios/b.yaml') },
  ])
  expect(readFileSync(path.join(folder, 'out.xml'), 'utf8')).toContain('name="It passes"')
})
