import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { startCli } from '../promises/cli.ts'
import { folderWith } from '../suite/temporary.ts'

/** Writes how much memory the process has taken at most, in MiB, when it ends: VmHWM (proc(5)), since maxRSS counts who started it, too. */
const measure = `
const fs = require('node:fs')
const peak = () => {
  try {
    return Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}
process.on('exit', () => fs.writeFileSync(process.env.PEAK, String(peak() >> 10)))
`
const greeting = `scenario: Its neighbour
actors: { server: tcp-server, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }, { send: { client: hi } }, { expect: { server: hi } }]
`

async function peakOf(yaml: string): Promise<{ peak: number; report: string; transcript: string }> {
  const folder = folderWith({
    'scenarios/flood.yaml': `scenario: Flood\nlimits: { step: 50s }\n${yaml}`,
    'scenarios/other.yaml': greeting,
    'measure.cjs': measure,
  })
  const peak = path.join(folder, 'peak')
  writeFileSync(peak, '')
  const { outcome } = startCli(['run', '--no-ci', '--reporter', 'minimal', '--reporter', 'json=out.json'], folder, {
    NODE_OPTIONS: `--require=${path.join(folder, 'measure.cjs')}`,
    PEAK: peak,
  })
  const { stdout, code } = await outcome
  expect(code, stdout).toBe(0)
  expect(JSON.parse(readFileSync(path.join(folder, 'out.json'), 'utf8')).counts).toMatchObject({ passed: 2 })
  const transcript = readFileSync(path.join(folder, 'transcripts/flood.txt'), 'utf8')
  return { peak: Number(readFileSync(peak, 'utf8')), report: stdout, transcript }
}

const floods: readonly (readonly [string, string, string])[] = [
  ['100 MB of NUL without a line end', 'head -c 100000000 /dev/zero', '96 lines left out (100000000 bytes'],
  ['100 MB of a letter', "head -c 100000000 /dev/zero | tr '\\\\0' a", '96 lines left out (100000000 bytes'],
  [
    '100 MB of bytes that are no UTF-8',
    "head -c 100000000 /dev/zero | tr '\\\\0' '\\\\377'",
    '96 lines left out (100000000 bytes',
  ],
  ['a million short lines', 'yes | head -n 1000000', '998000 lines left out (1996000 bytes'],
]
const most = 300

describe.each(floods)('%s', (_, command, left) => {
  test('is left out of the transcript of a program, and takes little memory', async () => {
    const { peak, transcript } = await peakOf(
      `actors: { p: { program: [sh, -c, "${command}"] } }\nsteps: [{ start: p }, { expect: { p: { exit: 0 } } }]\n`,
    )
    expect(transcript).toContain(left)
    expect(transcript.length).toBeLessThan(2_000_000)
    expect(peak).toBeGreaterThan(20)
    expect(peak).toBeLessThan(most)
  })

  test('as when it comes over a socket that no step reads', async () => {
    const { peak, transcript } = await peakOf(`actors:
  server: tcp-server
  p:
    program:
      run:
        - node
        - -e
        - |
          const socket = require('net').connect(process.env.PORT, '127.0.0.1')
          require('child_process').spawn('sh', ['-c', process.env.FLOOD]).stdout.pipe(socket)
      env: { PORT: "\${server.port}", FLOOD: "${command}" }
steps: [{ start: server }, { start: p }, { expect: { p: { exit: 0 } } }, { expect: { server#1: { event: end } } }]
`)
    expect(transcript).toContain(left)
    expect(peak).toBeLessThan(most)
  })
})
