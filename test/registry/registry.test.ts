import { describe, expect, it } from 'vitest'
import type { Plugin } from '../../src/model/plugin.ts'
import { createRegistry } from '../../src/registry/registry.ts'
import { fake } from '../scenario/fakes.ts'

const matcher = fake.matchers!['text']!
const plugin = (name: string, rest: Partial<Plugin>): Plugin => ({ api: 1, name, about: 'a fake', ...rest })

describe('createRegistry', () => {
  it('puts every contribution under its name with its plugin', () => {
    const { registry, problems } = createRegistry([fake], [])
    expect(problems).toEqual([])
    expect(registry.kinds.get('telnet')).toMatchObject({ name: 'telnet', plugin: 'fake' })
    expect(registry.matchers.get('text')?.value).toBe(matcher)
    expect(registry.formats.size).toBe(0)
  })

  it('tells a clash with both names, and keeps the first', () => {
    const other = plugin('other', { matchers: { text: matcher }, actors: { telnet: fake.actors!['telnet']! } })
    const { registry, problems } = createRegistry([fake, other], [])
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'plugin-clash: the plugin “other” brings a kind of actor called “telnet”, and “fake” has one already',
      'plugin-clash: the plugin “other” brings a matcher called “text”, and “fake” has one already',
    ])
    expect(registry.matchers.get('text')?.plugin).toBe('fake')
  })

  it('refuses a kind whose framing nobody provides, or which needs an argument', () => {
    const kinds = {
      odd: { ...fake.actors!['telnet']!, framing: 'lin' },
      long: { ...fake.actors!['telnet']!, framing: 'length' },
    }
    const { problems } = createRegistry([fake, plugin('p', { actors: kinds })], [])
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'broken-plugin: the kind “odd” of the plugin “p” has the framing “lin”, which no plugin provides',
      'broken-plugin: the kind “long” of the plugin “p” has the framing “length”, which needs an argument',
    ])
  })

  it('takes the same plugin once, and no matcher that is a word of the language', () => {
    expect(createRegistry([fake, fake], []).problems).toEqual([])
    expect(createRegistry([plugin('p', { matchers: { next: matcher } })], ['next']).problems).toMatchObject([
      { code: 'plugin-clash' },
    ])
  })

  it('a problem code of the core, or of another plugin, is a clash that names both', () => {
    const problems = { 'no-license': 'Buy one.' }
    const made = createRegistry(
      [plugin('first', { problems }), plugin('second', { problems: { ...problems, 'port-in-use': 'Free it.' } })],
      [],
    )
    expect(made.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'plugin-clash: the plugin “second” brings a problem code called “no-license”, and “first” has one already',
      'plugin-clash: the plugin “second” brings a problem code called “port-in-use”, and the core has that code',
    ])
  })
})
