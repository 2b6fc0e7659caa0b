import { expect, test } from 'vitest'
import { Lifetime } from '../../../src/run/context/lifetime.ts'

test('who waits for the end of a life hears of it once, and not when it has stopped waiting', () => {
  const lifetime = new Lifetime()
  const heard: string[] = []
  lifetime.whenOver(() => heard.push('one'))
  const stop = lifetime.whenOver(() => heard.push('two'))
  stop()
  lifetime.end('the run is over')
  lifetime.end('again')
  expect(heard).toEqual(['one'])
  lifetime.whenOver(() => heard.push('late'))()
  expect(heard).toEqual(['one', 'late'])
  expect(lifetime.signal.aborted).toBe(true)
})
