import type { MaskRule } from '../../model/scenario.ts'
import { builtInMasks } from '../../model/words.ts'
import type { BuiltInMask } from '../../model/words.ts'
import type { YamlMap } from '../../model/yaml-node.ts'
import { report, reportMissingKey } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { laneNames } from './lane-names.ts'
import { fixedText, pattern } from './scalars.ts'
import { itemsOf, shown } from '../values.ts'

/** Masks that come with the language, each with what it renames. */
const meanings: Readonly<Record<BuiltInMask, string>> = {
  'iso-time': 'dates with times',
  'http-date': 'dates as in HTTP and mail: Sun, 06 Nov 1994 08:49:37 GMT',
  uuid: 'UUIDs, numbered so that two stay different',
  duration: 'durations such as 12ms or 1.5 seconds',
  size: 'sizes such as 4096 bytes or 1.5 MiB',
  path: 'absolute paths, numbered so that two stay different',
  address: 'IP addresses, numbered so that two stay different',
  fingerprint: 'digests of keys and certificates, numbered so that two stay different',
}

const keys = keysOf(
  {
    match: described(pattern, 'a text or /regex/', { examples: ['/id=(\\d+)/'] }),
    as: described(fixedText, 'what it is written as; <name> alone renames the one group of the regex', {
      examples: ['<id>'],
    }),
    lane: described(laneNames, 'only on this actor and its connections, or on one lane: server, server#1', {
      examples: ['server'],
    }),
  },
  '“mask”',
)

/** The name of a mask that comes with the language or of a captured variable, or `{ match, as, lane }`; or a list of them. */
export const maskRules: Shape<readonly MaskRule[]> = {
  schema(registry) {
    const words = Object.entries(meanings).map(([name, description]) => ({ label: name, bodyText: name, description }))
    const one = {
      expected: `${builtInMasks.join(', ')}, the name of a captured variable, or { match: …, as: …, lane: … }`,
      scalar: { ...fixedText.schema(registry), not: { type: 'string', pattern: '^/.*/[a-z]*$' } },
      map: keys.schema(registry, { required: ['match', 'as'] }),
      offers: { defaultSnippets: [...words, { label: '{ match: …, as: … }', bodyText: '{ match: /$1/, as: <$2> }' }] },
    }
    return byType({ ...one, list: { type: 'array', items: byType(one) } })
  },
  read: (c, node, label) =>
    itemsOf(node).flatMap((item): readonly MaskRule[] | MaskRule => {
      if (item.type === 'map') return longRule(c, item) ?? []
      const name = fixedText.read(c, item, label)
      if (name === undefined) return []
      if (/^\/.*\/[a-z]*$/.test(name)) {
        const message = `“as” is missing: what ${shown(item)} is written as`
        report(c, 'missing-key', message, item.span, `write { match: ${name}, as: <name> }`)
        return []
      }
      const builtin = builtInMasks.find((mask) => mask === name)
      const match = builtin === undefined ? { variable: name } : { builtin }
      return [{ match, as: `<${name}>`, span: item.span }]
    }),
}

function longRule(c: Checking, map: YamlMap): MaskRule | undefined {
  const { span } = map
  const found = keys.entries(c, map)
  for (const key of ['match', 'as'] as const)
    if (found[key] === undefined)
      reportMissingKey(c, map, `“${key}” is missing`, span, 'write { match: /re/, as: <name> }')
  const { match, as, lane } = keys.values(c, [found.match, found.as, found.lane])
  if (match === undefined || as === undefined) return undefined
  return { match, as, span, ...(lane === undefined ? {} : { lane }) }
}
