#!/usr/bin/env node
// Breaks the source in many small ways, one at a time, and asks the tests: what none of them notices is printed.
//   npm run mutate -- [--count 100] [--seed N] [--only src/run/lane,src/transcript] [--tests test/run] [--seconds 20] [--list]
// A mutant is put in as its file is loaded, so that no file is touched. It is asked of the tests under --tests that import the file
// and reach the place, the nearest and fastest first, for so many seconds; a test that starts the built command cannot see it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import { globSync } from 'tinyglobby'
import { mutantsOf, parses, randomOf, shown } from './mutants.mjs'

const home = path.resolve(import.meta.dirname, '../..')
process.chdir(home)
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    only: { type: 'string', default: 'src/run,src/transcript' },
    tests: { type: 'string', default: 'test/run,test/transcript,test/scenarios' },
    seconds: { type: 'string', default: '20' },
    list: { type: 'boolean', default: false },
  },
})
const say = (line) => void process.stdout.write(`${line}\n`)

const files = globSync(values.only.split(',').map((each) => (each.endsWith('.ts') ? each : `${each}/**/*.ts`))).sort()
const all = files.flatMap(mutantsOf)
const mutants = sample(all, Number(values.count), randomOf(Number(values.seed))).map((mutant, id) => ({
  ...mutant,
  id,
}))
say(`${mutants.length} of ${all.length} mutants in ${files.length} files, seed ${values.seed}`)
if (values.list) {
  for (const mutant of mutants) say(shown(mutant))
  process.exit(0)
}

const folder = mkdtempSync(path.join(tmpdir(), 'mutation-'))
const plan = path.join(folder, 'plan.json')
/** Stops the tests that run at this moment, with all that they have started. */
let stopTests = () => {}
process.on('exit', () => {
  stopTests()
  rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

const covering = await countHits()
const counts = { killed: 0, survived: 0, unreached: 0 }
for (const mutant of mutants) {
  const tests = chosen(mutant)
  const outcome = tests.length === 0 ? 'unreached' : await outcomeOf(mutant, tests)
  counts[outcome] += 1
  if (outcome !== 'killed') say(`${outcome.padEnd(9)} ${shown(mutant)}`)
}
const score = Math.round((100 * counts.killed) / mutants.length)
say(`${counts.killed} killed, ${counts.survived} survived, ${counts.unreached} reached by no test: ${score} %`)

function sample(from, most, random) {
  const left = [...from]
  const taken = []
  while (taken.length < most && left.length > 0)
    taken.push(...left.splice(Math.floor(random() * left.length), 1).filter(parses))
  return taken
}

/** Runs the related tests once, unbroken. Answers which of them reach each mutant, with the seconds that each takes. */
async function countHits() {
  const [hits, report] = [path.join(folder, 'hits'), path.join(folder, 'report.json')]
  writeFileSync(plan, JSON.stringify({ count: mutants, folders: values.tests.split(',') }))
  const sources = [...new Set(mutants.map(({ file }) => file))]
  await vitest(['related', '--run', ...sources, '--reporter=json', `--outputFile=${report}`], { MUTATION_HITS: hits })
  if (!existsSync(report)) throw new Error('the related tests were not run')
  const passed = new Map()
  for (const { name, status, startTime, endTime } of JSON.parse(readFileSync(report, 'utf8')).testResults)
    if (status === 'passed') passed.set(path.relative(home, name), (endTime - startTime) / 1000)
  const found = new Map(mutants.map(({ id }) => [id, []]))
  for (const line of readFileSync(hits, 'utf8').trim().split('\n')) {
    const [test, ids] = JSON.parse(line)
    const file = path.relative(home, test)
    for (const id of ids) if (passed.has(file)) found.get(id).push({ file, seconds: passed.get(file) })
  }
  say(`${passed.size} test files are related`)
  return found
}

/** The tests that are asked: the mirrored one and those of its folder first, then the fastest, for so many seconds in all. */
function chosen({ id, file }) {
  const mirror = file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts')
  const far = ({ file: test }) => (test === mirror ? 0 : path.dirname(test) === path.dirname(mirror) ? 1 : 2)
  const tests = covering.get(id).sort((a, b) => far(a) - far(b) || a.seconds - b.seconds)
  let left = Number(values.seconds)
  return tests.filter(({ seconds }, index) => {
    left -= seconds
    return index === 0 || left >= 0
  })
}

async function outcomeOf(mutant, tests) {
  writeFileSync(
    plan,
    JSON.stringify({ mutant, folders: values.tests.split(','), tests: tests.map(({ file }) => file) }),
  )
  const seconds = tests.reduce((sum, test) => sum + test.seconds, 0)
  // A mutant that makes a loop endless is noticed by not coming to an end.
  const code = await vitest(
    ['run', '--bail=1', '--reporter=dot', ...tests.map(({ file }) => file)],
    {},
    3 * seconds + 30,
  )
  return code === 0 ? 'survived' : 'killed'
}

/** Answers the exit code; undefined when it had to be stopped after so many seconds. */
async function vitest(args, env, seconds) {
  const command = [
    path.join(home, 'node_modules/vitest/vitest.mjs'),
    ...args,
    '--config=test/mutation/vitest.config.mjs',
  ]
  const child = execa(process.execPath, command, {
    stdio: 'ignore',
    detached: true,
    reject: false,
    env: { MUTATION_PLAN: plan, ...env },
  })
  stopTests = () => process.kill(-(child.pid ?? 0), 'SIGKILL')
  const late = seconds === undefined ? undefined : setTimeout(stopTests, seconds * 1000)
  const { exitCode } = await child
  clearTimeout(late)
  stopTests = () => {}
  return exitCode
}
