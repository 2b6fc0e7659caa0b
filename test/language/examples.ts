import { parse } from 'yaml'
import { plugins } from '../../plugins/index.ts'
import type { Problem } from '../../src/model/problem.ts'
import { registryOf } from '../../src/pipeline.ts'
import { checkDocument } from '../../src/scenario/check.ts'
import { readDocument } from '../../src/scenario/read.ts'
import { languageValidator } from '../schema/validate.ts'

const registry = registryOf(plugins)
const schemaSays = languageValidator(plugins)
const file = '/examples/scenario.yaml'

/** Whether a name has a value, and an actor has been started, is a matter of the steps around it. */
const ofOrder = /^(?:not-started|never-started|unknown-variable|exit-not-expected|unknown-plugin)$/

const actors = `
actors:
  server: tcp-server
  client: { tcp-client: server }
  worker: { program: [sh, -c, exit] }
  migrate: { program: [sh, -c, exit] }
  program: { program: [sh, -c, exit] }
  control: { tcp-client: server }
  data: { tcp-client: server }
`
const steps = '\nsteps:\n  - start: server\n'

/** What checker and schema say of a scenario that has these parts, instead of actors and steps of its own. */
export function complaintsAbout(parts: { readonly top?: string; readonly step?: string }): string[] {
  const { top = '', step } = parts
  const text = [
    /^scenario:/m.test(top) ? '' : 'scenario: An example\n',
    top,
    /^actors:/m.test(top) ? '' : actors,
    /^steps:/m.test(top) ? '' : step === undefined ? steps : `\nsteps:\n  - ${step.replaceAll('\n', '\n    ')}\n`,
  ].join('')
  const read = readDocument(new TextEncoder().encode(text), file, 'scenario.yaml')
  if ('problems' in read) return read.problems.map(({ message }) => message)
  const { problems } = checkDocument(read.document, registry, { readFile: included, vars: new Map() })
  const errors = problems.filter(({ severity, code }) => severity !== 'warning' && !ofOrder.test(code))
  return [...errors.map(({ code, message }) => `${code}: ${message}`), ...schemaSays(parse(text, { version: '1.2' }))]
}

const included = (name: string): Uint8Array | Problem =>
  name === '/examples/login.yaml'
    ? new TextEncoder().encode('- note: logged in\n')
    : { code: 'file-not-found', message: `there is no ${name}` }
