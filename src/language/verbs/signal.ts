import type { Template } from '../../model/scenario.ts'
import { hasPlaceholders } from '../../coercion/fits.ts'
import { didYouMean } from '../../text/suggest.ts'
import { report } from '../checking.ts'
import { placeholder } from '../json-schema/plain.ts'
import { described } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { truth } from '../shapes/scalars.ts'
import { byActor } from '../shapes/targets.ts'
import { asText, templateOf } from '../values.ts'
import { defineVerb } from '../verb.ts'

/** Signals as POSIX and Node name them, the usual ones first. */
const signals: readonly string[] =
  'INT TERM HUP KILL QUIT ILL TRAP ABRT BUS FPE USR1 SEGV USR2 PIPE ALRM CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS BREAK'
    .split(' ')
    .map((name) => `SIG${name}`)

const signalName: Shape<Template> = {
  schema: () => ({ anyOf: [{ enum: signals }, placeholder], description: 'the signal’s name' }),
  read(c, node, label) {
    const name = asText(c, node, label)
    if (name === undefined) return undefined
    if (!hasPlaceholders(name) && !signals.includes(name.source)) {
      const full = name.source.startsWith('SIG') ? name.source : `SIG${name.source.toUpperCase()}`
      const hint = signals.includes(`SIG${name.source}`)
        ? `did you mean “SIG${name.source}”?`
        : (didYouMean(full, signals) ?? 'write its name, such as SIGINT')
      report(c, 'invalid-value', `“${name.source}” is not a signal`, name.span, hint)
    }
    return templateOf(c, name)
  },
}

export const signal = defineVerb({
  about: 'delivers a signal to a program, once all is idle',
  examples: ['signal: { program: SIGINT }'],
  argument: byActor(signalName),
  beside: { group: described(truth, 'to the program’s whole process group') },
  traits: { does: 'acts', needsStarted: true, asksKind: true, mayEnd: 'always', idles: true },
  step: (sent, { group = false }) =>
    sent.length === 0 ? undefined : { signals: sent.map(({ target, part }) => ({ target, signal: part, group })) },
})
