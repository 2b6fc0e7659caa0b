// A person at `scenario run --watch` with 500 scenarios: saves, and keys that are typed while all of them run.
//   node watch.mjs [--times N]      by itself: a table of what each takes, as in docs/performance.md
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { percentile } from './editor.mjs'
import { env, here, project, tool } from './environment.mjs'

const saying = (title) => `scenario: ${title}
actors:
  server: { tcp-server: {} }
  client: { tcp-client: { to: server } }
steps:
  - start: server
  - connect: client
  - send: { client: hello }
  - expect: { server#1: hello }
`

/** Milliseconds that each save took until its run was announced, and each key until it was shown. */
export async function typed(command, { times = 100, files = 500, what } = {}) {
  const names = Array.from({ length: files }, (_, at) => `${at}.yaml`)
  const cwd = project('watch', Object.fromEntries(names.map((name, at) => [name, saying(`number ${at}`)])))
  const terminal = spawn(process.execPath, command, {
    cwd,
    env: { ...env, TERM: 'xterm-256color', NO_COLOR: '1' },
    cols: 100,
    rows: 30,
  })
  let seen = ''
  let look = () => undefined
  terminal.onData((text) => {
    seen += text
    look()
  })
  const ended = new Promise((resolve) => terminal.onExit(resolve))
  /** Milliseconds until this is shown: from what is done now on, else behind what was waited for last. */
  const until = (text, doing) =>
    new Promise((resolve) => {
      const began = performance.now()
      if (doing !== undefined) seen = ''
      look = () => {
        const at = seen.indexOf(text)
        if (at === -1) return
        seen = seen.slice(at + text.length)
        look = () => undefined
        resolve(performance.now() - began)
      }
      look()
      doing?.()
    })
  const pause = (ms) => new Promise((resolve) => void setTimeout(resolve, ms))
  const save = async (at) => {
    const file = join(cwd, 'scenarios', names[(at * 7) % files])
    const took = await until('changed', () => writeFileSync(file, `${saying(`number ${at}`)}# ${at}\n`))
    await until('waiting for changes')
    await pause(20)
    return took
  }
  let text = ''
  const key = async (at) => {
    if (at % 20 === 0) {
      // They all run again, so that they do so at every key.
      if (at > 0) await until('h help', () => terminal.write('\u001b'))
      await until('running, ', () => terminal.write('a'))
      await until('enter run', () => terminal.write('t'))
      text = ''
    }
    await pause(5 + ((at * 7) % 25))
    const letter = String.fromCharCode(97 + (at % 26))
    text += letter
    return until(`${text}▏`, () => terminal.write(letter))
  }
  await until('waiting for changes')
  const took = {}
  for (const [name, act] of Object.entries({ save, key })) {
    if (what !== undefined && name !== what) continue
    took[name] = []
    for (let at = 0; at < times; at += 1) took[name].push(await act(at))
  }
  if (took.key !== undefined) await until('h help', () => terminal.write('\u001b'))
  terminal.write('\u0003')
  await pause(200)
  terminal.write('q')
  await ended
  return took
}

export const ours = [tool, 'run', '--watch']
export const bare = [join(here, 'bare-watch.mjs')]

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { times: { type: 'string', default: '100' } } })
  console.log('| | p50 | p95 | p99 | longest |\n| --- | ---: | ---: | ---: | ---: |')
  for (const [name, all] of Object.entries(await typed(ours, { times: Number(values.times) }))) {
    const shown = [0.5, 0.95, 0.99, 1].map((share) => `${percentile(all, share).toFixed(1)} ms`)
    console.log(`| ${name} | ${shown.join(' | ')} |`)
  }
}
