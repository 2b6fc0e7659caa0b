import { expect, test } from 'vitest'
import type { Actor, Screen } from '../../../../src/plugin.ts'
import { bytes, fakeLane, startProgram } from '../lane.ts'
import type { FakeLane } from '../../fake-lane.ts'

async function watched(code: string) {
  const lane = fakeLane()
  lane.watched = true
  const { actor } = await startProgram({ run: ['node', '-e', code], pty: { cols: 40, rows: 6 } }, lane)
  return { actor, lane }
}

/** The next screen that is shown. */
async function next({ actor, lane }: { actor: Actor; lane: FakeLane }, seen?: Screen): Promise<Screen> {
  const before = lane.screens.length
  actor.watchScreen?.(seen)
  return lane.until(() => lane.screens[before])
}

/** The first screen from now on with this text. */
async function until(program: { actor: Actor; lane: FakeLane }, text: string): Promise<Screen> {
  for (let seen: Screen | undefined; ;) {
    seen = await next(program, seen)
    if (seen.rows.some((row) => row.text.includes(text))) return seen
  }
}

const spin = 'const spin = (ms) => { for (const end = performance.now() + ms; performance.now() < end;); };'
const write = 'const write = (text) => require("fs").writeSync(1, text);'

test('the half of a redraw is never shown, however long the other half takes', async () => {
  const program = await watched(`${spin}${write}
    let count = 0
    const draw = () => {
      count++
      write('\\x1b[H\\x1b[2Jabove ' + count)
      spin(30)
      write('\\r\\n' + 'x'.repeat(39) + '\\r\\nbelow ' + count)
      if (count < 12) setTimeout(draw, 15)
    }
    draw(); setInterval(() => {}, 1000)`)
  await until(program, 'below 12')
  const whole = program.lane.screens.filter(({ rows }) => rows[0]?.text !== '')
  for (const { rows } of whole) expect(rows[2]?.text).toBe(rows[0]?.text.replace('above', 'below'))
})

test('nor one that the program says it is in the middle of', async () => {
  const program = await watched(`${write}
    write('\\x1b[?2026hone')
    setTimeout(() => write(' and two\\x1b[?2026l'), 100); setInterval(() => {}, 1000)`)
  await until(program, 'one')
  const drawn = program.lane.screens.filter(({ rows }) => rows[0]?.text !== '')
  expect(drawn.map(({ rows }) => rows[0]?.text)).toEqual(['one and two'])
})

test('what a key causes is shown, and not the screen before it', async () => {
  const program = await watched(`${write}
    process.stdin.setRawMode(true)
    let count = 0
    process.stdin.on('data', () => write('\\rpressed ' + ++count)); write('pressed 0')`)
  await until(program, 'pressed 0')
  for (let count = 1; count <= 20; count++) {
    program.actor.send?.(bytes('x'), { times: 1 })
    expect((await next(program)).rows[0]?.text).toBe(`pressed ${count}`)
  }
})

test('a screen that was looked at in vain is not shown again, until it changes', async () => {
  const program = await watched(
    `${write} write('here'); setTimeout(() => write(' and there'), 150); setInterval(() => {}, 1000)`,
  )
  const first = await until(program, 'here')
  const { length } = program.lane.screens
  const second = await next(program, first)
  expect(second.rows[0]?.text).toBe('here and there')
  expect(program.lane.screens.length).toBe(length + 1)
})

test('the last screen is shown when its program has ended, as the last', async () => {
  const program = await watched(`${write} write('good bye')`)
  await program.lane.waitFor('exit')
  const last = await next(program)
  expect(last.rows[0]?.text).toBe('good bye')
  expect(last.final).toBe(true)
  expect(await next(program, last)).toEqual(last)
})

test('the emulator answers what the program asks its terminal', async () => {
  const program = await watched(`${write}
    process.stdin.setRawMode(true)
    process.stdin.once('data', (answer) => write('\\r\\n' + JSON.stringify(String(answer))))
    write('a\\r\\nbcd\\x1b[6n')`)
  expect((await until(program, 'R"')).rows[2]?.text).toBe('"\\u001b[2;4R"')
})

test('without a step that looks there is no screen', async () => {
  const { actor } = await startProgram({ run: 'cat', pty: true })
  expect(actor.screen?.()).toBeUndefined()
})
