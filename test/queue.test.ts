import fs from 'node:fs'
import path from 'node:path'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { builtProgram, programIn, startProgram, type Started } from './cli/built.ts'
import { folderWith } from './suite/temporary.ts'
import { noRedis, redisServer, type RedisServer } from './queue/redis-server.ts'

const main = builtProgram()

const echo = (title: string, more = '') => `scenario: ${title}
actors:
  server: { echo-server: { prefix: "echo: " } }
  client: { telnet: server }
steps:
  - start: server
  - connect: client
${more}  - send: { client: one }
  - expect: { client: "echo: one" }
  - exit: client
`

const bad = `${echo('Bad').replace('echo: one" }', 'echo: two" }')}limits: { step: 200ms }
`

/** Fails at once, on a busy machine too. */
const ended = `scenario: Ended
actors:
  program: { program: { run: [echo, one] } }
steps:
  - start: program
  - expect: { program: two }
`

const several = (count: number, more = '') =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `scenarios/s${String(at).padStart(2, '0')}.yaml`,
      echo(`Echo ${at}`, more),
    ]),
  )

const env = (redis: RedisServer, more = {}) => ({ SCENARIO_QUEUE: redis.url, ...more })

const allFiles = (folder: string): readonly string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => fs.statSync(file).isFile())
    .map((file) => fs.readFileSync(file, 'utf8'))

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** A worker that has begun to wait. */
async function worker(cwd: string, redis: RedisServer, argv: readonly string[] = [], more = {}): Promise<Started> {
  const started = startProgram(main, cwd, ['work', ...argv], env(redis, more))
  await until(() => started.out().includes('waiting for runs'))
  return started
}

const run = (cwd: string, redis: RedisServer, argv: readonly string[] = [], more = {}) =>
  programIn(main, cwd, ['run', '--queue=', '--no-ci', ...argv], env(redis, more))

const transcript = (folder: string, name: string): string =>
  fs.readFileSync(path.join(folder, 'transcripts', name), 'utf8').replace(/· recorded .*/, '')

const transcripts = (folder: string): readonly string[] => fs.readdirSync(path.join(folder, 'transcripts')).sort()

describe.skipIf(noRedis !== undefined)('a suite on a queue', () => {
  test('is reported as one run, writes what a run here writes, and leaves nothing in Redis', async () => {
    const redis = await redisServer()
    const files = several(5)
    const [here, there] = [folderWith(files), folderWith(files)]
    expect((await programIn(main, here, ['run', '--no-ci'])).code).toBe(0)
    const works = await worker(there, redis, ['-j', '2'])
    const { code, out, err } = await run(there, redis)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('5 passed')
    expect(transcripts(there)).toEqual(transcripts(here))
    for (const name of transcripts(here)) expect(transcript(there, name)).toBe(transcript(here, name))
    expect(fs.readdirSync(path.join(there, '.scenario/scenarios')).sort()).toEqual(
      fs.readdirSync(path.join(here, '.scenario/scenarios')).sort(),
    )
    expect(await redis.keys()).toEqual([])
    works.child.kill('SIGINT')
    expect(await works.ended).toBe(130)
    expect(works.out()).toContain('5 scenarios done')
  })

  test('a worker on another machine, from another folder; a scenario that fails, with its recording', async () => {
    const redis = await redisServer()
    const files = { 'scenarios/bad.yaml': bad, ...several(2) }
    const [mine, theirs] = [folderWith(files), folderWith(files)]
    await worker(theirs, redis)
    const { code, out } = await run(mine, redis)
    expect(code).toBe(1)
    expect(out).toContain('scenarios/bad.yaml:9')
    expect(out).toContain('.scenario/scenarios/bad.jsonl')
    expect(out).not.toContain(theirs)
    expect(fs.existsSync(path.join(mine, '.scenario/scenarios/bad.jsonl'))).toBe(true)
    expect(fs.existsSync(path.join(theirs, '.scenario'))).toBe(false)
    expect(fs.existsSync(path.join(theirs, 'transcripts'))).toBe(false)
  })

  test('entries of a matrix share a transcript, and attempts their names', async () => {
    const redis = await redisServer()
    const shown = 'hello ${matrix.impl}'
    const files = {
      'scenarios/m.yaml': echo('Matrix').replace('client: one }', `client: "${shown}" }`).replace('echo: one', 'echo'),
      'scenarios/bad.yaml': ended,
    }
    const folder = folderWith(files)
    const works = await worker(folder, redis)
    const argv = ['--matrix', 'impl=a,a b', '--retries', '1', '--reporter', 'json']
    const { out } = await run(folder, redis, argv)
    const here = await programIn(main, folderWith(files), ['run', '--no-ci', ...argv])
    const { scenarios } = JSON.parse(out) as { scenarios: readonly { file: string }[] }
    const same = ({ scenarios }: { scenarios: readonly object[] }) =>
      scenarios
        .map((each) => JSON.stringify(each).replaceAll(/"(?:duration|at|time)":[\d.]+|localhost:\d+/g, ''))
        .sort()
    expect(same({ scenarios })).toEqual(same(JSON.parse(here.out)))
    expect(works.out()).toContain('scenarios/m.yaml [impl=a b]')
    expect(fs.readdirSync(path.join(folder, '.scenario/scenarios')).sort()).toEqual(
      expect.arrayContaining(['bad.attempt-1.jsonl', 'bad.jsonl', 'm.impl=a.jsonl', 'm.impl=a_b.jsonl']),
    )
  })

  test('values of secrets do not travel, and the address is shown nowhere', async () => {
    const redis = await redisServer('--requirepass', 'geheimnis-99')
    const url = redis.url.replace('://', '://:geheimnis-99@')
    const sent = '  - send: { client: "${token} ${env.SCENARIO_QUEUE}" }\n'
    const folder = folderWith({
      'scenarios/s.yaml': `${echo('Secret', sent)}vars: { token: none }\n`,
    })
    const main1 = [
      'run',
      '--queue',
      '--no-ci',
      '--secret',
      'token',
      '--var',
      'token=abc-secret-def',
      '--queue-timeout',
      '2',
    ]
    const without = startProgram(main, folder, ['work', '--once'], { SCENARIO_QUEUE: url })
    const refused = await programIn(main, folder, main1, { SCENARIO_QUEUE: url })
    expect(refused).toMatchObject({ code: 3, out: expect.stringContaining('“token” is a secret of this run') })
    expect(await without.ended).toBe(2)
    const works = startProgram(main, folder, ['work', url], { token: 'abc-secret-def', SCENARIO_QUEUE: url })
    await until(() => works.out().includes('waiting'))
    expect(fs.readFileSync(`/proc/${works.child.pid}/cmdline`, 'utf8')).not.toContain('geheimnis')
    const seen: string[] = []
    const monitor = new Redis(url)
    const watched = await monitor.monitor()
    watched.on('monitor', (_: number, args: readonly string[]) => seen.push(args.join(' ')))
    const { code, out } = await programIn(main, folder, main1, { SCENARIO_QUEUE: url })
    watched.disconnect()
    monitor.disconnect()
    expect({ code, out }).toMatchObject({ code: 0 })
    expect(seen.length).toBeGreaterThan(10)
    const left = [out, works.out(), works.err(), seen.join('\n'), ...allFiles(folder)].join('\n')
    expect(left).not.toContain('abc-secret-def')
    expect(left).not.toContain('geheimnis')
    expect(left).toContain('<secret.')
  })

  test('another checkout is refused, by the names of the files that differ', async () => {
    const redis = await redisServer()
    const [mine, theirs] = [folderWith(several(2)), folderWith({ ...several(2), 'scenarios/s01.yaml': echo('Other') })]
    const works = startProgram(main, theirs, ['work', '--once'], env(redis))
    const { code, out } = await run(mine, redis, ['--queue-timeout', '2'])
    expect(code).toBe(3)
    expect(out).toContain('no-worker')
    expect(out).toMatch(/has another checkout: scenarios\/s01\.yaml differs/)
    expect(await works.ended).toBe(2)
    expect(works.err()).toContain('checkout-differs')
  })

  test('a worker that is killed: each scenario is reported once', async () => {
    const redis = await redisServer()
    const folder = folderWith(several(12, '  - wait: 300ms\n'))
    const [first, second] = [await worker(folder, redis, ['-j', '1']), await worker(folder, redis, ['-j', '1'])]
    const ran = run(folder, redis, ['--reporter', 'json'])
    await until(() => (first.out().match(/passed/g)?.length ?? 0) > 1)
    first.child.kill('SIGKILL')
    const { code, out } = await ran
    expect(code).toBe(0)
    const { scenarios } = JSON.parse(out) as { scenarios: { file: string; status: string; warnings: object[] }[] }
    expect(scenarios.map(({ file }) => file).sort()).toEqual(Object.keys(several(12)))
    expect(new Set(scenarios.map(({ status }) => status))).toEqual(new Set(['passed']))
    expect(JSON.stringify(scenarios)).toContain('worker-lost')
    expect(second.out()).not.toContain('failed')
  })

  test('Redis that comes back empty: the run and the worker go on', async () => {
    const redis = await redisServer()
    const folder = folderWith(several(8, '  - wait: 300ms\n'))
    const works = await worker(folder, redis, ['-j', '1'])
    const ran = run(folder, redis)
    await until(() => works.out().includes('passed'))
    await redis.kill()
    await redis.start()
    const { code, out } = await ran
    expect(code).toBe(0)
    expect(out).toContain('8 passed')
  })

  test.each([
    ['gone for good', (redis: RedisServer) => redis.kill()],
    ['that answers no more', async (redis: RedisServer) => redis.freeze()],
  ])('Redis %s: what was done is reported', async (_, lose) => {
    const redis = await redisServer()
    const folder = folderWith(several(8, '  - wait: 300ms\n'))
    const works = await worker(folder, redis, ['-j', '1', '--queue-timeout', '2'])
    const started = startProgram(main, folder, ['run', '--queue=', '--no-ci', '--queue-timeout', '2'], env(redis))
    await until(() => started.out().includes('✓'))
    await lose(redis)
    expect(await started.ended).toBe(3)
    expect(started.out()).toContain('queue-lost')
    expect(started.out()).toMatch(/\d passed/)
    expect(await works.ended).toBe(3)
  })

  test('Ctrl-C at the run: 130, and workers wait for the next one', async () => {
    const redis = await redisServer()
    const folder = folderWith(several(8, '  - wait: 300ms\n'))
    await worker(folder, redis, ['-j', '1'])
    const started = startProgram(main, folder, ['run', '--queue=', '--no-ci'], env(redis))
    await until(() => started.out().includes('✓'))
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(130)
    expect(started.out()).toMatch(/passed.*not run/)
    await until(async () => (await redis.keys()).length === 0)
    expect((await run(folder, redis, ['s00'])).code).toBe(0)
  })

  test('the run is killed: workers drop it, and its keys go away', async () => {
    const redis = await redisServer()
    const folder = folderWith(several(8, '  - wait: 10s\n'))
    const works = await worker(folder, redis, ['--once'])
    const started = startProgram(main, folder, ['run', '--queue=', '--no-ci'], env(redis))
    await until(async () => (await redis.keys()).some((key) => key.includes('workers')))
    started.child.kill('SIGKILL')
    expect(await works.ended).toBe(0)
    expect(works.out()).toContain('0 scenarios done')
    const client = new Redis(redis.port)
    for (const key of await redis.keys())
      if (key !== 'scenario:runs') expect(await client.ttl(key), key).toBeGreaterThan(0)
    client.disconnect()
  })

  test('Ctrl-C at a worker gives its scenarios back', async () => {
    const redis = await redisServer()
    const folder = folderWith(several(4, '  - wait: 500ms\n'))
    const first = await worker(folder, redis, ['-j', '4'])
    const ran = run(folder, redis)
    await until(async () => (await redis.keys()).some((key) => key.endsWith(':lock')))
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(130)
    await worker(folder, redis)
    const { code, out } = await ran
    expect(code).toBe(0)
    expect(out).toContain('4 passed')
    expect(out).not.toContain('worker-lost')
  })

  test('Ctrl-C at a worker ends it where Redis answers no more', async () => {
    const redis = await redisServer()
    const folder = folderWith(several(1, '  - wait: 20s\n'))
    const works = await worker(folder, redis)
    const started = startProgram(main, folder, ['run', '--queue=', '--no-ci'], env(redis))
    await until(async () => (await redis.keys()).some((key) => key.endsWith(':lock')))
    redis.freeze()
    works.child.kill('SIGINT')
    started.child.kill('SIGINT')
    expect(await works.ended).toBe(130)
    expect(await started.ended).toBe(130)
  })

  test('--bail takes back what nobody has begun', async () => {
    const redis = await redisServer()
    const folder = folderWith({ ...several(20), 'scenarios/a.yaml': bad })
    await worker(folder, redis, ['-j', '1'])
    const { code, out } = await run(folder, redis, ['--bail'])
    expect(code).toBe(1)
    expect(out).toMatch(/1 failed.*not run/)
    expect(await redis.keys()).toEqual([])
  })
})
