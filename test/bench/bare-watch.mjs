// A program that watches a folder and reads keys, and does nothing else: it says that a file has changed, and shows what is typed.
import { watch } from 'node:fs'

/** What stands behind `t`, until Escape. */
let typed
const say = (line) => process.stdout.write(`${line}\r\n`)
const keys = { a: 'running, 0', t: 'enter run', '\u001b': 'h help' }
process.stdin.setRawMode(true)
process.stdin.on('data', (bytes) => {
  const key = bytes.toString()
  if (key === 'q' && typed === undefined) process.exit(0)
  if (typed !== undefined && key >= ' ') return say(`${(typed += key)}▏`)
  typed = key === 't' ? '' : undefined
  if (keys[key] !== undefined) say(keys[key])
})
let timer
watch('scenarios', (_, name) => {
  clearTimeout(timer)
  timer = setTimeout(() => {
    say(`${name} changed`)
    say('waiting for changes')
  }, 15)
})
say('waiting for changes')
