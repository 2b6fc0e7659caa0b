import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const names = ['with space', "it's", 'br[ack]et', 'x [m=one]', 'a$b', 'ünï ✓', 'a.new', '-dash']

/** The words that a shell makes of the commands that a report proposes behind “scenario”. */
const proposed = (report: string): string[][] =>
  [...new Set(report.match(/(?<=“scenario )[^”]*(?=”)/g))].map((command) => {
    const { stdout } = spawnSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    return stdout.trimEnd().split('\n')
  })

const suite = (config: Record<string, string> = {}): string =>
  folderWith({ ...Object.fromEntries(names.map((name) => [`scenarios/${name}.yaml`, greeting(name)])), ...config })

const configurations: [string, Record<string, string>][] = [
  ['a scenario', {}],
  [
    'a scenario of several projects',
    { 'scenario.config.yaml': 'projects: { one: {}, two: { transcripts: per-project } }' },
  ],
]

describe.each(configurations)('commands that reports propose for %s', (_, config) => {
  test('record a transcript that CI misses', async () => {
    const folder = suite(config)
    const { out } = await scenario(folder, ['run', '--ci', '--reporter', 'minimal'])
    const commands = proposed(out)
    expect(commands).toHaveLength(names.length)
    for (const command of commands) expect(await scenario(folder, command)).toMatchObject({ code: 0 })
    expect(await scenario(folder, ['run', '--ci'])).toMatchObject({ code: 0 })
  })

  test('accept a transcript that differs', async () => {
    const folder = suite(config)
    await scenario(folder, ['run'])
    const transcripts = path.join(folder, 'transcripts')
    for (const file of fs.readdirSync(transcripts).map((name) => path.join(transcripts, name)))
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('Hello client!', 'Hello clown!'))
    const { out, code } = await scenario(folder, ['run', '--reporter', 'minimal'])
    expect(code).toBe(1)
    for (const command of proposed(out)) expect(await scenario(folder, command)).toMatchObject({ code: 0 })
    expect(await scenario(folder, ['run', '--ci'])).toMatchObject({ code: 0 })
  })
})
