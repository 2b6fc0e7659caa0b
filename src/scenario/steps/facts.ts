import { signalNames as signals } from '../../model/words.ts'
import { parseRegex } from '../../text/regex.ts'
import { didYouMean } from '../../text/suggest.ts'
import { hasHoles } from '../../registry/shaping/fits.ts'
import type { WrittenEntry } from '../../model/written.ts'
import { argumentOf } from '../../registry/shape.ts'
import { add, kindOf, lose, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { targeted } from '../targets.ts'
import { anything, asMap, asText, checkRegex, isNothing, templateOf, truthOf } from '../values.ts'
import type { VerbForm } from './verb.ts'

/** `signal: { server: SIGINT }`, to its whole group with `group: true` beside it. */
export const signalVerb: VerbForm = {
  beside: ['group'],
  idles: true,
  example: '- signal: { server: SIGINT }',
  read(c, argument, { beside }) {
    const entry = beside.get('group')
    const group = (entry === undefined ? undefined : truthOf(c, entry.value, 'group')) ?? false
    const sent = targeted(c, argument, 'signal', '“signal: { server: SIGINT }”').flatMap(
      ({ target, entry: { value } }) => {
        const name = asText(c, value, 'signal')
        if (name === undefined) return lose(c) ?? []
        if (!hasHoles(name) && !signals.includes(name.source)) {
          const hint =
            didYouMean(name.source.startsWith('SIG') ? name.source : `SIG${name.source.toUpperCase()}`, signals) ??
            'write its name, such as SIGINT'
          report(
            c,
            'invalid-value',
            `“${name.source}” is no signal`,
            name.span,
            signals.includes(`SIG${name.source}`) ? `did you mean “SIG${name.source}”?` : hint,
          )
        }
        return [{ target, signal: templateOf(c, name), group }]
      },
    )
    return sent.length === 0 ? undefined : { verb: 'signal', signals: sent }
  },
}

/** `check: { actor: { fact: wanted } }`. */
export const checkVerb: VerbForm = {
  idles: true,
  example: '- check: { server: { bytesRead: 14 } }',
  read(c, argument) {
    const checks = targeted(c, argument, 'check', '“check: { server: { bytesRead: 14 } }”').flatMap(
      ({ target, entry: { value } }) => {
        const map = asMap(c, value, 'check', '“check: { server: { bytesRead: 14 } }”')
        if (map === undefined) return lose(c) ?? []
        return map.entries.flatMap(({ key, keySpan, value: wanted }) => {
          if (isNothing(wanted)) {
            report(c, 'missing-text', `“${key}” does not say what is wanted`, wanted.span, 'write it behind the colon')
            return lose(c) ?? []
          }
          const regex = wanted.type === 'scalar' ? parseRegex(wanted.source) : undefined
          if (wanted.type === 'scalar' && regex !== undefined && !checkRegex(c, wanted, regex)) return lose(c) ?? []
          return [{ target, fact: key, wanted: anything(c, wanted), span: keySpan }]
        })
      },
    )
    return checks.length === 0 ? undefined : { verb: 'check', checks }
  },
}

/** `set: { actor: { option: value } }`. */
export const setVerb: VerbForm = {
  idles: true,
  example: '- set: { client: { noDelay: true } }',
  read(c, argument) {
    const sets = targeted(c, argument, 'set', '“set: { client: { noDelay: true } }”').flatMap(
      ({ target, entry: { value } }) => {
        const map = asMap(c, value, 'set', '“set: { client: { noDelay: true } }”')
        if (map === undefined) return lose(c) ?? []
        return map.entries.map((entry) => {
          checkSetting(c, target.actor, entry)
          return { target, option: entry.key, value: anything(c, entry.value), span: entry.keySpan }
        })
      },
    )
    return sets.length === 0 ? undefined : { verb: 'set', sets }
  },
}

/** That the kind of an actor lists the option, and that its value is one. */
function checkSetting(c: Checking, actor: string, { key, keySpan, value }: WrittenEntry): void {
  const settings = kindOf(c, actor)?.settings
  if (settings === undefined) return
  if (Object.hasOwn(settings, key)) return add(c, argumentOf(value, settings[key]!).problems)
  const hint = didYouMean(key, Object.keys(settings), 'it has')
  report(c, 'unknown-key', `“${actor}” has no option “${key}” that can be set while it runs`, keySpan, hint)
}
