// Plays scenarios twice through the library, in a process where nothing else runs, and prints what the second time has left open.
//   node what-is-left.mjs LIBRARY ABORT_AFTER FILE…        milliseconds, 0 for never
import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [, , library, after, ...files] = process.argv
const { run } = await import(pathToFileURL(library).href)

const moment = () => new Promise((resolve) => setTimeout(resolve, 20))

/** What keeps a loop alive, counted by kind, and how many descriptors are sockets or pipes. */
function open() {
  const counts = {}
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1
  return JSON.stringify({ counts, sockets: sockets() })
}

function sockets() {
  try {
    return readdirSync('/proc/self/fd').filter((name) => /^(?:socket|pipe):/.test(linkOf(`/proc/self/fd/${name}`)))
      .length
  } catch {
    return 0
  }
}

function linkOf(file) {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}

async function play() {
  const results = []
  for (const file of files) {
    const abort = new AbortController()
    const timer = Number(after) > 0 ? setTimeout(() => abort.abort(), Number(after)) : undefined
    results.push(await run(file, { signal: abort.signal }))
    clearTimeout(timer)
  }
  return results
}

/** Handles that were closed leave the books some turns later: looked at until nothing changes. */
async function standing() {
  for (let before = '', now = open(); ; before = now, now = open()) {
    if (before === now) return now
    await moment()
  }
}

// The first time loads what is loaded late; the second is measured.
await play()
for (const name of readdirSync(tmpdir())) rmSync(join(tmpdir(), name), { recursive: true })
const before = await standing()
const results = await play()
for (let looks = 0; looks < 100 && open() !== before; looks++) await moment()
const { status, failure } = results[0]
process.stdout.write(
  JSON.stringify({
    status,
    code: failure?.code,
    before,
    after: open(),
    strays: readdirSync(tmpdir()),
  }),
)
