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

/** Most of them wait for seconds on purpose, so that some are played side by side. */
const together = 6

async function play() {
  const results = []
  const left = [...files.entries()]
  const playNext = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, file] = next
      const abort = new AbortController()
      const timer = Number(after) > 0 ? setTimeout(() => abort.abort(), Number(after)) : undefined
      results[index] = await run(file, { signal: abort.signal })
      clearTimeout(timer)
    }
  }
  await Promise.all(Array.from({ length: together }, playNext))
  return results
}

/** Handles that were closed leave the books some turns later, and a pause between two looks ends: nothing changes for 30 looks. */
async function standing() {
  let now = open()
  for (let same = 0; same < 30; same++) {
    await moment()
    if (open() === now) continue
    now = open()
    same = 0
  }
  return now
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
    leftBehind: readdirSync(tmpdir()),
  }),
)
