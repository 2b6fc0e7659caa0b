import type { Target } from '../../model/scenario.ts'
import type { YamlEntry, YamlMap } from '../../model/yaml-node.ts'
import { checkReferences, readActor } from '../actors/read.ts'
import { markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import { byName, oneOrTargets } from '../json-schema/names.ts'
import { described } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { wholeNumber } from '../shapes/scalars.ts'
import { targets } from '../shapes/targets.ts'
import { checkName } from '../values.ts'
import { defineVerb } from '../verb.ts'

/** A program, a list of them, or `{ keys: ssh-keygen … }`, which declares programs in place. */
const programs: Shape<readonly Target[]> = {
  schema: (registry) =>
    oneOrTargets({
      expected: 'a program, a list of programs, or { name: command }',
      map: byName('program', registry.commandKind === undefined ? {} : use(`kind ${registry.commandKind}`)),
    }),
  read: (c, node, verb) =>
    node.type === 'map' ? node.entries.flatMap((each) => declared(c, node, each) ?? []) : targets.read(c, node, verb),
}

function declared(c: Checking, map: YamlMap, { key, keySpan, value }: YamlEntry): Target | undefined {
  const before = c.actors.get(key)
  // A file that is included twice declares the same program twice.
  const again = before !== undefined && before.span.file === keySpan.file && before.span.start === keySpan.start
  if (before !== undefined && !again) {
    const hint = `write “run: ${key}” to run it, or take another name`
    report(c, 'duplicate-name', `“${key}” is an actor already`, keySpan, hint)
    return markGap(c)
  }
  if (!checkName(c, key, keySpan, 'actor')) {
    c.unreadable.add(key)
    return markGap(c)
  }
  if (!again) {
    const entries = [{ key: c.registry.commandKind ?? 'command', keySpan, value }]
    readActor(c, key, { type: 'map', entries, span: map.span }, keySpan)
    const made = c.actors.get(key)
    if (made === undefined) return markGap(c)
    checkReferences(c, made)
  }
  return { actor: key, span: keySpan }
}

export const run = defineVerb({
  about: 'starts programs and waits until they have ended with code 0; a map declares programs in place',
  examples: ['run: migrate', 'run: { keys: ssh-keygen -t ed25519 -f key }'],
  argument: programs,
  beside: { code: described(wholeNumber(0, 'expected an exit code, such as 1'), 'the exit code that it must have') },
  traits: { does: 'acts', startsActors: true },
  step: (targets, { code = 0 }) => (targets.length === 0 ? undefined : { targets, code }),
})
