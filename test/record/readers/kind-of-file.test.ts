import { expect, test } from 'vitest'
import { kindOfFile } from '../../../src/record/readers/kind-of-file.ts'
import { openSeenFile } from '../../../src/record/readers/open-file.ts'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { made } from './rows.ts'

test('every file that a tool has written is known by its content', () => {
  const kinds = Object.fromEntries(
    readdirSync(made).map((name) => [name, kindOfFile(openSeenFile(join(made, name)).begin)]),
  )
  expect(kinds).toEqual({
    'advanced.in': 'script',
    'advanced.out': 'script',
    'advanced.timing': 'script',
    'any-cooked.pcap': 'pcap',
    'bash.cast': 'asciicast',
    'both.log': 'script',
    'both.timing': 'script',
    'classic.log': 'script',
    'classic.timing': 'script',
    'cmd.sh': undefined,
    'input.cast': 'asciicast',
    'lo.pcap': 'pcap',
    'lo.pcapng': 'pcap',
    'python.cast': 'asciicast',
    'script.exp': 'expect',
  })
})

test.each([
  ['{"session":1,"source":"wire"}\n', 'session'],
  ['{"t":0,"type":"begun","recording":3}\n', 'recording'],
  ['{\n "version": 1}', 'asciicast'],
  ['\u001f\u008b\b', 'compressed'],
  ['log_user 0\n  spawn ssh host\n', 'expect'],
  ['scenario: Echo\n', undefined],
  ['', undefined],
])('%j', (text, kind) => {
  expect(kindOfFile(Buffer.from(text, 'latin1'))).toBe(kind)
})
