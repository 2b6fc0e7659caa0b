import type { Place } from '../../model/event.ts'
import type { Compiled } from '../../model/matcher.ts'
import type { Matcher } from '../../model/plugin.ts'
import type { Failure } from '../../model/result.ts'
import type { Pattern } from '../../model/scenario.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import { isStrict, strictly } from '../../language/actors/strict.ts'
import { effectOf } from '../../language/expectations/modifiers.ts'
import { nestedContext } from '../../registry/nested.ts'
import { resolve } from '../../coercion/argument.ts'
import { escapeRegex } from '../../text/regex.ts'
import { failing, failingWithFirst } from '../failure/failing.ts'
import { guardCompiled } from '../guard/compiled.ts'
import { thrownMessage, reportThrown } from '../guard/plugin-error.ts'
import { allow, boundedRegex } from '../../regex/bounded.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import { fillHexPlaceholder, fillPlaceholder, fillTemplate, placesInPattern } from '../context/scope.ts'
import type { GuardContext, RunNames, RunSetup } from '../context/run-context.ts'
import type { ExpectationRun } from './expectation-run.ts'

/** Expectations without placeholders are compiled once, however often their step runs. */
const compiledOnce = new WeakMap<Expectation, Compiled>()

/** Makes an expectation ready to be looked for on a lane. */
export function compileExpectation(
  context: GuardContext & RunNames,
  expectation: Expectation,
  endpoint: Endpoint,
): { readonly run: ExpectationRun } | { readonly failure: Failure } {
  let compiled = compiledOnce.get(expectation)
  if (compiled === undefined) {
    const made = compile(context, expectation)
    if ('failure' in made) return made
    compiled = made.compiled
    if (expectation.argument.placeholders.length === 0) compiledOnce.set(expectation, compiled)
  }
  const { lane } = endpoint
  const effect = effectOf(expectation, (pattern) => patternTest(context, pattern))
  const stream = lane.stream(effect.stream)
  // A strict actor passes over nothing: each of its expectations is for what comes next.
  const { strict } = endpoint.instance.declaration
  const onlyStrict = effect.immediate !== true && isStrict(strict, stream.name)
  return {
    run: {
      expectation,
      compiled,
      lane,
      stream,
      effect: onlyStrict ? { ...effect, immediate: true } : effect,
      strictly: onlyStrict ? strictly(strict) : undefined,
      scanned: 0,
      met: 0,
      came: 0,
      passes: false,
      captures: {},
      places: placesOf(context, expectation),
    },
  }
}

function placesOf({ names, registry }: RunSetup & RunNames, { name, argument }: Expectation): Place[] | undefined {
  const isHex = argument.placeholders.length > 0 && registry.matchers.get(name)?.value.hexadecimal === true
  return isHex ? placesInPattern(names, argument) : undefined
}

function compile(
  context: GuardContext & RunNames,
  expectation: Expectation,
): { readonly compiled: Compiled } | { readonly failure: Failure } {
  const contribution = context.registry.matchers.get(expectation.name)
  if (contribution === undefined)
    return { failure: failing(context, 'unknown-matcher', `no matcher is called “${expectation.name}”`) }
  const matcher: Matcher = contribution.value
  let wanted: unknown
  if (expectation.argument.value === undefined) {
    const fill = matcher.hexadecimal === true ? fillHexPlaceholder : fillPlaceholder
    const resolved = resolve(expectation.argument, matcher.wanted, (placeholder, inRegex) =>
      inRegex ? escapeRegex(fill(context.names, placeholder)) : fill(context.names, placeholder),
    )
    if ('problems' in resolved) return { failure: failingWithFirst(context, resolved.problems, expectation.span) }
    wanted = resolved.value
  } else wanted = expectation.argument.value.parsed
  try {
    const who = whoOf(expectation.name, contribution)
    const made = matcher.compile(wanted, nestedContext(context.registry))
    const compiled = guardCompiled({ context, who, span: expectation.span }, made)
    if (compiled !== undefined) return { compiled }
    context.broken = true
    return {
      failure: failing(context, 'plugin-error', `${who} has made nothing to look for`, { span: expectation.span }),
    }
  } catch (error) {
    context.broken = true
    return {
      failure: failing(
        context,
        'plugin-error',
        `the matcher “${expectation.name}” of the plugin “${contribution.plugin}” threw: ${thrownMessage(error)}`,
        { span: expectation.span },
      ),
    }
  }
}

/** By contribution, since an expectation in a long repeat is compiled each time. */
const names = new WeakMap<object, string>()

/** A matcher as messages name it. */
function whoOf(name: string, contribution: { readonly plugin: string }): string {
  let who = names.get(contribution)
  if (who === undefined) names.set(contribution, (who = `the matcher “${name}” of the plugin “${contribution.plugin}”`))
  return who
}

/** A pattern of the grammar (`without`, `forbid`) as a test of one line. */
export function patternTest(context: GuardContext & RunNames, pattern: Pattern): (line: string) => boolean {
  if (pattern.kind === 'text') {
    const text = fillTemplate(context.names, pattern.template)
    return (line) => line.includes(text)
  }
  const source = fillTemplate(context.names, pattern.template, escapeRegex)
  const regex = boundedRegex(new RegExp(source, pattern.flags.replaceAll(/[gy]/g, '')))
  return (line) => {
    if (line.length > regex.longest) allow(context.left)
    try {
      return regex.test(line)
    } catch (error) {
      reportThrown(context, 'the pattern', error, { span: pattern.span })
      return false
    }
  }
}
