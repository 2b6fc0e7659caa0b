import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import plugin from '../../../plugins/serial/index.ts'
import { serialOptions, settings } from '../../../plugins/serial/options.ts'
import { openPort } from '../../../plugins/serial/port.ts'
import { serial } from '../../../plugins/serial/serial.ts'
import { rowsOf, runText } from '../../scenarios/house.ts'
import { send, startActors } from '../fake-lane.ts'

const actors = startActors()
const options = (path: string) => serialOptions.parse({ path })

test('the plugin offers the kind, and the kind says that nobody connects to it', () => {
  expect(plugin.actors).toEqual({ serial })
  expect(serial.traits?.({})).toMatchObject({ unreachable: expect.stringContaining('no connections') })
  expect(serial.command?.(options('/dev/ttyUSB0'))).toBe('serial /dev/ttyUSB0 9600')
})

test('options and settings are checked', () => {
  for (const wrong of [
    {},
    { path: '' },
    { path: 'a', baudRate: 0 },
    { path: 'a', dataBits: 9 },
    { path: 'a', rate: 1 },
  ])
    expect(serialOptions.safeParse(wrong).success).toBe(false)
  for (const [option, wrong] of [
    ['dtr', 1],
    ['baudRate', 0],
  ] as const)
    expect(settings[option].safeParse(wrong).success).toBe(false)
})

describe('what cannot be opened is refused', () => {
  test.each([
    ['missing', 'there is no device at “missing”'],
    ['file', 'there is a file, and no device, at “file”'],
  ])('%s', async (path, message) => {
    writeFileSync(join(actors.tmp, 'file'), '')
    await expect(openPort(options(path), actors.tmp)).rejects.toMatchObject({
      problem: { code: 'cannot-start', message, hint: expect.stringContaining('plug it in') },
    })
  })

  test('a character device that is no serial port', async () => {
    await expect(openPort(options('/dev/null'), actors.tmp)).rejects.toMatchObject({
      problem: { code: 'cannot-start', message: expect.stringContaining('“/dev/null” cannot be opened') },
    })
  })

  test('the library is missing, or does not load', async () => {
    const missing = () => Promise.reject(Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' }))
    await expect(openPort(options('x'), actors.tmp, missing)).rejects.toMatchObject({
      problem: { code: 'cannot-start', hint: 'npm install serialport' },
    })
    const broken = () => Promise.reject(new Error('wrong ELF class\nsecond line'))
    await expect(openPort(options('x'), actors.tmp, broken)).rejects.toMatchObject({
      problem: { message: expect.stringMatching(/cannot be loaded: wrong ELF class$/) },
    })
  })
})

const hasSocat = (() => {
  try {
    execFileSync('socat', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Two terminals that stand for the ends of a serial line. */
async function line(): Promise<ChildProcess> {
  const end = (name: string) => `pty,raw,echo=0,link=${join(actors.tmp, name)}`
  const socat = spawn('socat', ['-d', '-d', end('left'), end('right')], { stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => void socat.kill('SIGKILL'))
  let text = ''
  await new Promise<void>((resolve) => {
    socat.stderr.on('data', (bytes) => {
      text += String(bytes)
      if (text.includes('starting data transfer loop')) resolve()
    })
  })
  return socat
}

describe.runIf(hasSocat)('over a pair of terminals (socat makes them)', () => {
  async function pair() {
    const socat = await line()
    const left = await actors.start(serial, { path: 'left', baudRate: 115_200 }, 'left')
    const right = await actors.start(serial, { path: 'right' }, 'right')
    return { socat, left, right }
  }

  test('both ends receive what the other sends, in order and whole', async () => {
    const { left, right } = await pair()
    send(left.actor, 'hello\n')
    await right.lane.waitForText('hello\n')
    send(right.actor, 'a line of text\n', 5000)
    await left.lane.until(() => left.lane.bytes().length === 75_000)
    expect(left.lane.text()).toBe('a line of text\n'.repeat(5000))
    expect(left.actor.facts()).toEqual({ path: 'left', baudRate: 115_200, bytesRead: 75_000, bytesWritten: 6 })
    expect(left.actor.busy?.()).toBe(false)
    expect(left.lane.rows[0]).toBe('* opened left at 115200 baud')
  })

  test('paused, it receives nothing; resumed, everything', async () => {
    const { left, right } = await pair()
    left.actor.pause?.()
    send(right.actor, 'not yet')
    await right.actor.close?.()
    expect(left.lane.text()).toBe('')
    left.actor.resume?.()
    await left.lane.waitForText('not yet')
  })

  test('its speed changes while it is open; a line that the device does not have is reported with the reason', async () => {
    const { left } = await pair()
    expect(await left.actor.set?.('baudRate', 19_200)).toBeUndefined()
    expect(left.actor.facts()['baudRate']).toBe(19_200)
    expect(left.actor.state()).toBe('open at 19200 baud')
    expect(await left.actor.set?.('dtr', true)).toContain('Inappropriate ioctl')
  })

  test('closed by a step it ends silently, and what was sent has left', async () => {
    const { left, right } = await pair()
    send(left.actor, 'last words', 100)
    await left.actor.close?.()
    expect(await left.lane.over()).toEqual({ name: 'close', silent: true, ends: 'all' })
    await right.lane.until(() => right.lane.bytes().length === 1000)
    await left.actor.close?.()
    await left.actor.stop({ grace: 0 })
  })

  test('a device that goes away is an event, and nothing comes behind it', async () => {
    const { left, socat } = await pair()
    socat.kill()
    expect(await left.lane.over()).toMatchObject({ name: 'gone', words: 'device gone' })
    expect(left.actor.state()).toBe('its device is gone')
    send(left.actor, 'is anybody there?')
    await left.actor.close?.()
  })

  test('once its device is gone it is not idle until it has said so', async () => {
    const { left, socat } = await pair()
    expect(left.actor.busy?.()).toBe(false)
    const exited = once(socat, 'exit')
    socat.kill()
    await exited
    // Whatever the event loop has seen of it by now: idle means that the event has come.
    expect(left.actor.busy?.()).toBe(!left.lane.rows.includes('* device gone'))
    await left.lane.over()
    expect(left.actor.busy?.()).toBe(false)
  })

  test('a device that goes away while nothing is read closes the port, too', async () => {
    const socat = await line()
    const port = await openPort(options('left'), actors.tmp)
    const closed = once(port, 'close')
    socat.kill()
    await once(socat, 'exit')
    port.resume()
    await closed
    expect(port.isOpen).toBe(false)
  })

  test('a device that is open already is in use', async () => {
    await pair()
    await expect(openPort(options('left'), actors.tmp)).rejects.toMatchObject({
      problem: { code: 'cannot-start', message: '“left” is in use by another program' },
    })
  })
})

describe.runIf(hasSocat)('in a scenario whose device goes away', () => {
  const ran = (...last: string[]) =>
    runText(
      [
        'scenario: t',
        'actors:',
        '  line:',
        '    program:',
        '      run: socat -d -d pty,raw,echo=0,link=${tmp}/l pty,raw,echo=0,link=${tmp}/r',
        '      ready: { text: starting data transfer loop, stream: stderr }',
        '    rows: taken',
        '  a: { serial: { path: "${tmp}/l", strict: true } }',
        '  b: { serial: "${tmp}/r" }',
        'steps:',
        '  - start: line',
        '  - connect: [a, b]',
        '  - send: { b: hello }',
        '  - expect: { a: hello }',
        '  - signal: { line: SIGTERM }',
        '  - expect: { line: { event: exit } }',
        ...last,
        '',
      ].join('\n'),
    )

  test('nobody expects it', async () => {
    const { failure } = await ran()
    expect(failure).toMatchObject({
      code: 'unexpected-end',
      message: '“a” has gone (device gone), and no step expected it',
      hint: 'if it belongs to the scenario, add: - expect: { a: { event: gone } }',
    })
  })

  test('expected, it is next behind the opening, which has its row at its step', async () => {
    const result = await ran('  - expect: { a: { event: gone, next: true }, b: { event: gone } }')
    expect(result.failure).toBeUndefined()
    const rows = rowsOf(result).filter((row) => /^[ab] /.test(row))
    expect(rows.map((row) => row.replace(/ <tmp>.*/, ''))).toEqual([
      'a * opened',
      'b * opened',
      'b > hello',
      'a | hello',
      'a * device gone',
      'b * device gone',
    ])
  })
})
