import { expect, test } from 'vitest'
import * as z from 'zod'
import type { ActorKind } from '../../../src/model/plugin.ts'
import type { ActorDeclaration } from '../../../src/model/scenario.ts'
import { actorRef } from '../../../src/coercion/schemas.ts'
import { commandOf } from '../../../src/run/context/command.ts'
import { argumentOf } from '../../../src/coercion/argument.ts'
import { readDocument } from '../../../src/scenario/read.ts'

const options = z.object({ to: actorRef().optional(), port: z.int().optional() })
const kindWith = (command: ActorKind['command']) => ({ options, shorthand: 'to', command }) as unknown as ActorKind

const headed = (yaml: string, command: ActorKind['command']) => {
  const read = readDocument(new TextEncoder().encode(yaml), '/f', 'f')
  if ('problems' in read) throw new Error(read.problems[0]?.message)
  const { argument } = argumentOf(read.document.root, options, 'to')
  return commandOf({ kind: 'cache', options: argument } as unknown as ActorDeclaration, kindWith(command))
}

test('another actor is a reference with its name, though nothing has started', () => {
  const obvious: ActorKind['command'] = ({ to, port }) => `cache ${to?.name ?? port}`
  expect(headed('store', obvious)).toBe('cache store')
  expect(headed('to: store', obvious)).toBe('cache store')
  expect(headed('port: 11211', obvious)).toBe('cache 11211')
  expect(headed('port: ${store.port}', obvious)).toBe('cache <store.port>')
  expect(headed('to: ${who}', obvious)).toBe('cache <who>')
})

test('a kind that cannot say it is shown by its name', () => {
  expect(headed('store', undefined)).toBe('cache')
  expect(headed('store', ({ to }) => to.facts.nowhere.port)).toBe('cache')
  expect(headed('store', () => 5 as unknown as string)).toBe('cache')
})
