import { expect, test } from 'vitest'
import { loadPackages } from '../../src/queue/packages.ts'

const missing = Object.assign(new Error('Cannot find module bullmq'), { code: 'MODULE_NOT_FOUND' })

test('both packages are there for the tests', async () => {
  expect(await loadPackages()).toMatchObject({ Queue: expect.any(Function), Redis: expect.any(Function) })
})

test('one that is missing: how to install both', async () => {
  const loaded = await loadPackages({ ioredis: () => import('ioredis'), bullmq: () => Promise.reject(missing) })
  expect(loaded).toMatchObject({
    problem: {
      code: 'package-missing',
      message: 'a queue needs the optional packages bullmq and ioredis, which are not installed here',
      hint: expect.stringContaining('npm install --save-dev bullmq@6 ioredis@6'),
    },
  })
})

test('one that does not load: why', async () => {
  const loaded = await loadPackages({
    ioredis: () => Promise.reject(new Error('bad\nworse')),
    bullmq: () => import('bullmq'),
  })
  expect(loaded).toMatchObject({ problem: { message: expect.stringMatching(/which cannot be loaded: bad$/) } })
})
