import { outcomeOf, printable } from '../../src/plugin.ts'
import type { Progress, ScenarioResult, Summary } from '../../src/plugin.ts'
import { failureOfBug, knownBugLine } from './known-bug.ts'
import { paragraph } from './paragraph.ts'

/** JUnit's XML as build servers read it: a `testsuite` a file, `failure` for failed, `error` for broken and invalid. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const suites: string[] = []
  for await (const update of progress) {
    if (update.type === 'scenario-ended') suites.push(await suiteOf(update.result))
    if (update.type === 'suite-ended') yield documentOf(update.summary, suites)
  }
}

function documentOf(summary: Summary, suites: readonly string[]): string {
  const { passed, failed, broken, invalid, skipped, duration } = summary
  const counts = attributes({
    name: 'scenario',
    tests: passed + failed + broken + invalid + skipped,
    failures: failed,
    errors: broken + invalid,
    skipped,
    time: inSeconds(duration),
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${suites.join('')}</testsuites>\n`
}

async function suiteOf(result: ScenarioResult): Promise<string> {
  const outcome = outcomeOf(result)
  const [failed, broken] = [outcome === 'failed', outcome === 'broken' || outcome === 'invalid']
  const time = inSeconds(result.duration)
  const suite = attributes({
    name: result.file,
    tests: 1,
    failures: Number(failed),
    errors: Number(broken),
    skipped: Number(outcome === 'skipped'),
    time,
  })
  const test = attributes({ name: result.title, classname: result.file, file: result.file, time })
  const inside = await contents(result, outcome)
  return `  <testsuite${suite}>\n    <testcase${test}${inside === '' ? '/>' : `>\n${inside}    </testcase>`}\n  </testsuite>\n`
}

async function contents(result: ScenarioResult, outcome: string): Promise<string> {
  if (outcome === 'skipped') return `      <skipped${attributes({ message: result.skipped ?? '' })}/>\n`
  if (outcome === 'passed') return knownBug(result)
  const [problem = result.failure] = result.problems
  const tag = outcome === 'failed' ? 'failure' : 'error'
  const head = attributes({ message: problem?.message ?? outcome, type: problem?.code ?? outcome })
  const text = result.transcript?.rows.map((row) => `${row.lane} ${row.mark} ${row.text}`.trimEnd()).join('\n')
  const log = text === undefined || text === '' ? '' : `      <system-out>${cdata(text)}</system-out>\n`
  return `      <${tag}${head}>${cdata(await paragraph(result))}</${tag}>\n${log}`
}

/** It has passed, so it is no failure: a property says that it is known, and the output what it is. */
async function knownBug(result: ScenarioResult): Promise<string> {
  const bug = failureOfBug(result)
  if (bug === undefined) return ''
  const property = attributes({ name: 'known-bug', value: knownBugLine(result) })
  const log = `      <system-out>${cdata(await paragraph(bug))}</system-out>\n`
  return `      <properties>\n        <property${property}/>\n      </properties>\n${log}`
}

const inSeconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${attribute(String(value))}"`)
    .join('')

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const attribute = (text: string): string =>
  printable(text).replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** XML has no control characters, also not in CDATA, and `]]>` would end it. */
const cdata = (text: string): string =>
  `<![CDATA[${text.split('\n').map(printable).join('\n').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
