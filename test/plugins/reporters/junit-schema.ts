import * as saxes from 'saxes'

/** What Jenkins' schema of JUnit reports (junit-10.xsd) allows in one element. */
interface Allowed {
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  readonly inside?: readonly string[]
  readonly text?: true
}

const counts = ['tests', 'failures', 'errors']
const rerun: Allowed = { required: ['type'], optional: ['message'], inside: ['stackTrace', 'system-out', 'system-err'] }
const outcome: Allowed = { optional: ['type', 'message'], text: true }
const output: Allowed = { text: true }
const schema: Readonly<Record<string, Allowed>> = {
  testsuites: { optional: ['name', 'time', ...counts], inside: ['testsuite'] },
  testsuite: {
    required: ['name', ...counts],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url', 'version'],
    inside: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    inside: [
      'skipped',
      'error',
      'failure',
      'rerunFailure',
      'rerunError',
      'flakyFailure',
      'flakyError',
      'system-out',
      'system-err',
    ],
  },
  properties: { inside: ['property'] },
  property: { required: ['name', 'value'] },
  skipped: outcome,
  error: outcome,
  failure: outcome,
  rerunFailure: rerun,
  rerunError: rerun,
  flakyFailure: rerun,
  flakyError: rerun,
  stackTrace: output,
  'system-out': output,
  'system-err': output,
}
const time = /^\d+(?:\.\d{1,3})?$/

/** What that schema would refuse in a document; empty when nothing. Throws where it is not well-formed. */
export function junitMistakes(xml: string): string[] {
  const mistakes: string[] = []
  const open: string[] = []
  const parser = new saxes.SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1)
    open.push(name)
    const allowed = schema[name]
    if (parent === undefined ? name !== 'testsuites' : schema[parent]?.inside?.includes(name) !== true)
      mistakes.push(`<${name}> in <${parent}>`)
    if (allowed === undefined) return
    const known = [...(allowed.required ?? []), ...(allowed.optional ?? [])]
    const names = Object.keys(attributes)
    for (const each of names) if (!known.includes(each)) mistakes.push(`${each} of <${name}>`)
    for (const each of allowed.required ?? []) if (!names.includes(each)) mistakes.push(`no ${each} of <${name}>`)
    if (attributes['time'] !== undefined && !time.test(String(attributes['time']))) mistakes.push(`time of <${name}>`)
  })
  parser.on('closetag', () => void open.pop())
  const text = (found: string): void => {
    const at = open.at(-1)
    if (found.trim() !== '' && at !== undefined && schema[at]?.text !== true) mistakes.push(`text in <${at}>`)
  }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(xml).close()
  return mistakes
}
