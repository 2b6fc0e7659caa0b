import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import type { ActorKind } from '../../src/model/plugin.ts'
import { ableOf } from '../../src/registry/able.ts'

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/actors.md'), 'utf8')
/** What the section of a kind says that it can do; undefined where it has no such list. */
const listOf = (kind: string): string | undefined => {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${kind}\n`)) ?? ''
  return /^\*Facts:.*?\*Can(?::\*|\*, on its connections:) (.*)/m.exec(section)?.[1]
}

const kinds = plugins.flatMap(({ actors = {} }) => Object.entries<ActorKind>(actors))

test.each(kinds)('the docs list the verbs of %s', (name, kind) => {
  const list = listOf(name)
  expect(list).toBeDefined()
  const missing = ableOf(kind).filter((verb) => !list!.includes(`\`${verb}\``))
  expect(missing).toEqual([])
})
