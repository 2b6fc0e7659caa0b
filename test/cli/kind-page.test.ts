import { expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { kindPage } from '../../src/cli/kind-page.ts'

const kinds = Object.assign({}, ...plugins.map(({ actors }) => actors)) as NonNullable<(typeof plugins)[0]['actors']>
const line = (kind: string, label: string) =>
  kindPage(kinds[kind]!)
    .find((each) => each.startsWith(`  ${label} `))
    ?.slice(2 + label.length)
    .trim()

test('the page of a kind says what its name and the names of its connections stand for', () => {
  expect(line('echo-server', 'lanes')).toBe('NAME is what it prints itself; its connections are NAME#1, NAME#2, …')
  expect(line('tcp-server', 'lanes')).toBe('its connections are NAME#1, NAME#2, …; NAME alone is the first')
  expect(line('telnet', 'lanes')).toBeUndefined()
})

test('the page of a kind has facts as an author reads them', () => {
  expect(line('echo-server', 'facts')).toContain('address.…, connections')
  expect(line('program', 'facts')).toMatch(/signal, and what its options capture by name$/)
})

test('a kind that can close can leave', () => {
  expect(line('tcp-client', 'can')).toMatch(/^send, end, exit, close, /)
  expect(line('websocket-client', 'can')).toMatch(/^send, exit, close, /)
})
