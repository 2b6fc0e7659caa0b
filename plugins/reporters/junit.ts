import { nameOf, outcomeOf, printable, variantText } from '../../src/plugin.ts'
import type { Progress, ScenarioResult, Summary } from '../../src/plugin.ts'
import { earlierResults, runsLine } from './attempts.ts'
import { failureOfBug, knownBugLine } from './known-bug.ts'
import { paragraph } from './paragraph.ts'
import { runsParagraph } from './runs-compared.ts'

/**
 * JUnit's XML as build servers read it: a `testsuite` a file, `failure` for failed, `error` for broken and invalid. It keeps to the
 * schema of Jenkins (junit-10.xsd), which refuses a whole report for an attribute that it does not have.
 */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const suites: string[] = []
  let seed: number | undefined
  for await (const update of progress) {
    if (update.type === 'suite-begun') ({ seed } = update)
    if (update.type === 'scenario-ended') suites.push(await suiteOf(update.result, seed))
    if (update.type === 'suite-ended') yield documentOf(update.summary, suites)
  }
}

function documentOf(summary: Summary, suites: readonly string[]): string {
  const { passed, flaky, failed, broken, invalid, skipped, duration } = summary
  // The schema of Jenkins (junit-10.xsd) has skipped tests only in each testsuite.
  const counts = attributes({
    name: 'scenario',
    tests: passed + flaky + failed + broken + invalid + skipped,
    failures: failed,
    errors: broken + invalid,
    time: inSeconds(duration),
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts}>\n${suites.join('')}</testsuites>\n`
}

async function suiteOf(result: ScenarioResult, seed: number | undefined): Promise<string> {
  const outcome = outcomeOf(result)
  const [failed, broken] = [outcome === 'failed', outcome === 'broken' || outcome === 'invalid']
  const time = inSeconds(result.duration)
  const suite = attributes({
    name: nameOf(result),
    tests: 1,
    failures: Number(failed),
    errors: Number(broken),
    skipped: Number(outcome === 'skipped'),
    time,
    file: result.file,
  })
  const test = attributes({
    name: `${result.title}${variantText(result.variant)}`,
    classname: nameOf(result),
    time,
  })
  const inside = await elements(result, outcome)
  const testcase = `    <testcase${test}${inside === '' ? '/>' : `>\n${inside}    </testcase>`}\n`
  return `  <testsuite${suite}>\n${propertiesOf(result, seed)}${testcase}  </testsuite>\n`
}

function propertiesOf(result: ScenarioResult, seed: number | undefined): string {
  const runs = runsLine(result)
  const pairs = [
    ...Object.entries(result.variant?.matrix ?? {}).map(([name, value]) => [`matrix.${name}`, value] as const),
    ...(result.variant?.project === undefined ? [] : [['project', result.variant.project] as const]),
    ...(result.knownBug === undefined ? [] : [['known-bug', knownBugLine(result)] as const]),
    ...(seed === undefined ? [] : [['seed', String(seed)] as const]),
    ...(runs === undefined ? [] : [['runs', runs] as const]),
  ]
  if (pairs.length === 0) return ''
  const lines = pairs.map(([name, value]) => `      <property${attributes({ name, value })}/>\n`)
  return `    <properties>\n${lines.join('')}    </properties>\n`
}

async function elements(result: ScenarioResult, outcome: string): Promise<string> {
  if (outcome === 'skipped') return `      <skipped${attributes({ message: result.skipped ?? '' })}/>\n`
  const compared = await runsParagraph(result)
  if (outcome === 'flaky') return `${await earlier(result, ['flakyFailure', 'flakyError'])}${outputOf(compared)}`
  if (outcome === 'passed') return (await knownBug(result)) + outputOf(compared)
  const [problem = result.failure] = result.problems
  const tag = outcome === 'failed' ? 'failure' : 'error'
  const head = attributes({ message: problem?.message ?? outcome, type: problem?.code ?? outcome })
  const log = outputOf([rowsOf(result), compared].filter((text) => text !== '').join('\n\n'))
  return `      <${tag}${head}>${cdata(await paragraph(result))}</${tag}>\n${await earlier(result, ['rerunFailure', 'rerunError'])}${log}`
}

const outputOf = (text: string): string => (text === '' ? '' : `      <system-out>${cdata(text)}</system-out>\n`)

/** Attempts before the last, as Maven's Surefire writes them (surefire-test-report.xsd). */
async function earlier(result: ScenarioResult, tags: readonly [failed: string, broken: string]): Promise<string> {
  const elements = earlierResults(result).map(async (one) => {
    const tag = tags[one.status === 'broken' ? 1 : 0]
    const head = attributes({ message: one.failure?.message ?? one.status, type: one.failure?.code ?? one.status })
    const log = rowsOf(one)
    const out = log === '' ? '' : `        <system-out>${cdata(log)}</system-out>\n`
    return `      <${tag}${head}>\n        <stackTrace>${cdata(await paragraph(one))}</stackTrace>\n${out}      </${tag}>\n`
  })
  return (await Promise.all(elements)).join('')
}

const rowsOf = ({ transcript }: ScenarioResult): string =>
  transcript?.rows.map((row) => `${row.lane} ${row.mark} ${row.text}`.trimEnd()).join('\n') ?? ''

/** It has passed, so it is no failure: a property says that it is known, and the output what it is. */
async function knownBug(result: ScenarioResult): Promise<string> {
  const bug = failureOfBug(result)
  return bug === undefined ? '' : `      <system-out>${cdata(await paragraph(bug))}</system-out>\n`
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
