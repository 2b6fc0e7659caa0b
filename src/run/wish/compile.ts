import type { Compiled } from '../../model/matcher.ts'
import type { Matcher } from '../../model/plugin.ts'
import type { Failure } from '../../model/result.ts'
import type { Pattern } from '../../model/scenario.ts'
import type { Wish } from '../../language/expectations/read.ts'
import { effectOf } from '../../language/expectations/modifiers.ts'
import { nestedContext } from '../../registry/nested.ts'
import { resolve } from '../../registry/shape.ts'
import { escapeRegex } from '../../text/regex.ts'
import { failing, failingWith } from '../failing.ts'
import { guardCompiled } from '../guard/compiled.ts'
import { said, stumbled } from '../guard/misbehave.ts'
import { allow, boundedRegex } from '../regex/bounded.ts'
import type { Party } from '../stage/role.ts'
import { fillHexHole, fillHole, fillTemplate } from '../stage/scope.ts'
import type { Stage } from '../stage/stage.ts'
import type { WishRun } from './wish-run.ts'

/** Wishes without holes are compiled once, however often their step runs. */
const compiledOnce = new WeakMap<Wish, Compiled>()

/** Makes a wish ready to be looked for on a lane. */
export function compileWish(
  stage: Stage,
  wish: Wish,
  party: Party,
): { readonly run: WishRun } | { readonly failure: Failure } {
  let compiled = compiledOnce.get(wish)
  if (compiled === undefined) {
    const made = compile(stage, wish)
    if ('failure' in made) return made
    compiled = made.compiled
    if (wish.argument.holes.length === 0) compiledOnce.set(wish, compiled)
  }
  const effect = effectOf(wish, (pattern) => patternTest(stage, pattern))
  return {
    run: {
      wish,
      compiled,
      lane: party.lane,
      stream: party.lane.stream(effect.stream),
      // A strict actor passes over nothing: each of its wishes is for what comes next.
      effect: party.role.declaration.strict ? { ...effect, immediate: true } : effect,
      scanned: 0,
      met: 0,
      captures: {},
    },
  }
}

function compile(stage: Stage, wish: Wish): { readonly compiled: Compiled } | { readonly failure: Failure } {
  const contribution = stage.registry.matchers.get(wish.name)
  if (contribution === undefined)
    return { failure: failing(stage, 'unknown-matcher', `no matcher is called “${wish.name}”`) }
  const matcher: Matcher = contribution.value
  let wanted: unknown
  if (wish.argument.value === undefined) {
    const fill = matcher.hexadecimal === true ? fillHexHole : fillHole
    const resolved = resolve(wish.argument, matcher.wanted, (hole, inRegex) =>
      inRegex ? escapeRegex(fill(stage.names, hole)) : fill(stage.names, hole),
    )
    if ('problems' in resolved)
      return {
        failure: failingWith(stage, resolved.problems[0] as NonNullable<(typeof resolved.problems)[0]>, wish.span),
      }
    wanted = resolved.value
  } else wanted = wish.argument.value.parsed
  try {
    const who = `the matcher “${wish.name}” of the plugin “${contribution.plugin}”`
    const made = matcher.compile(wanted, nestedContext(stage.registry))
    const compiled = guardCompiled({ stage, who, span: wish.span }, made)
    if (compiled !== undefined) return { compiled }
    stage.broken = true
    return { failure: failing(stage, 'plugin-misbehaved', `${who} has made nothing to look for`, { span: wish.span }) }
  } catch (error) {
    stage.broken = true
    return {
      failure: failing(
        stage,
        'plugin-misbehaved',
        `the matcher “${wish.name}” of the plugin “${contribution.plugin}” threw: ${said(error)}`,
        { span: wish.span },
      ),
    }
  }
}

/** A pattern of the grammar (`without`, `forbid`) as a test of one line. */
export function patternTest(stage: Stage, pattern: Pattern): (line: string) => boolean {
  if (pattern.kind === 'text') {
    const text = fillTemplate(stage.names, pattern.template)
    return (line) => line.includes(text)
  }
  const source = fillTemplate(stage.names, pattern.template, escapeRegex)
  const regex = boundedRegex(new RegExp(source, pattern.flags.replaceAll(/[gy]/g, '')))
  return (line) => {
    if (line.length > regex.longest) allow(stage.left)
    try {
      return regex.test(line)
    } catch (error) {
      stumbled(stage, 'the pattern', error, { span: pattern.span })
      return false
    }
  }
}
