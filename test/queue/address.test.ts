import { describe, expect, test } from 'vitest'
import { readAddress } from '../../src/queue/address.ts'

const read = (text: string) => readAddress(text, '--queue')

describe('the address of a queue', () => {
  test.each([
    ['redis://localhost', { host: 'localhost', port: 6379, tls: false, shown: 'redis://localhost:6379' }],
    ['redis://10.0.0.7:6380/2', { host: '10.0.0.7', port: 6380, db: 2, shown: 'redis://10.0.0.7:6380/2' }],
    ['rediss://q.example', { host: 'q.example', tls: true, shown: 'rediss://q.example:6379' }],
    ['redis://[::1]:7000', { host: '::1', port: 7000, shown: 'redis://[::1]:7000' }],
  ])('%s', (text, address) => {
    expect(read(text)).toMatchObject({ address })
  })

  test('user and password are decoded, and not shown', () => {
    const { address } = read('rediss://ci:p%40ss%2Fword@q.example:1/3') as Extract<
      ReturnType<typeof read>,
      { address: unknown }
    >
    expect(address).toMatchObject({ username: 'ci', password: 'p@ss/word', shown: 'rediss://q.example:1/3' })
    expect(address.secrets.map(({ value }) => value)).toEqual(['rediss://ci:p%40ss%2Fword@q.example:1/3', 'p@ss/word'])
  })

  test('a short password is hidden in the address alone', () => {
    expect(read('redis://:pass@h')).toMatchObject({ address: { secrets: [{ value: 'redis://:pass@h' }] } })
  })

  test('a file behind a flag is meant to run; the command for workers has no files', () => {
    expect(read('echo')).toMatchObject({
      problem: { hint: expect.stringContaining('files stand in front of --queue') },
    })
    expect(readAddress('echo', 'scenario work')).toMatchObject({ problem: { hint: 'write it as redis://HOST:PORT' } })
  })

  test.each([
    '',
    'localhost:6379',
    'http://h',
    'redis://',
    'redis://h/x',
    'redis://u:p#ss@h',
    'redis://u:%zz@h',
    'redis://h:0',
  ])('“%s” is none, and the message has nothing of it', (text) => {
    const answer = read(text)
    expect(answer).toMatchObject({ problem: { code: 'usage' } })
    expect(JSON.stringify(answer)).not.toContain('p#ss')
  })
})
