import { expect, test } from 'vitest'
import { inTurn } from '../../src/queue/in-turn.ts'

test('work with a claim in common runs one after another, other work beside it', async () => {
  const take = inTurn()
  const log: string[] = []
  const open = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      log.push(`begin ${name}`)
      open.set(name, () => {
        log.push(`end ${name}`)
        resolve()
      })
    })
  const turn = () => new Promise((resolve) => void setImmediate(resolve))
  const all = [take(['a', 'b'], work('1')), take(['b', 'a'], work('2')), take([], work('3')), take(['b'], work('4'))]
  await turn()
  expect(log.toSorted()).toEqual(['begin 1', 'begin 3'])
  open.get('1')!()
  await turn()
  expect(log.slice(2)).toEqual(['end 1', 'begin 2'])
  open.get('2')!()
  await turn()
  expect(log.slice(4)).toEqual(['end 2', 'begin 4'])
  open.get('4')!()
  open.get('3')!()
  await Promise.all(all)
})

test('work that fails lets the next one run', async () => {
  const take = inTurn()
  const failing = take(['a'], () => Promise.reject(new Error('no')))
  const next = take(['a'], () => Promise.resolve(2))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe(2)
})
