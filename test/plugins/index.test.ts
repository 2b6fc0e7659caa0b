import os from 'node:os'
import { describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { testLoaded } from '../../src/contract/test-plugin.ts'
import { besideMatchers } from '../../src/language/steps/grammar.ts'
import { createRegistry } from '../../src/registry/registry.ts'

/** Programs that the examples of kinds need are not part of the contract. */
const host = (without: string) => ({
  builtIn: createRegistry(
    plugins.filter(({ name }) => name !== without),
    [],
  ).registry,
  env: { PATH: process.env['PATH'] },
  tmpRoot: os.tmpdir(),
})

test('the built-in plugins fit together', () => {
  expect(createRegistry(plugins, besideMatchers).problems).toEqual([])
})

describe('the built-in plugins keep the contract', () => {
  test.each(plugins.map((plugin) => [plugin.name, plugin] as const))('%s', async (name, plugin) => {
    const findings = await testLoaded(plugin, host(name))
    expect(findings.filter(({ outcome }) => outcome === 'broken')).toEqual([])
    expect(findings.filter(({ outcome }) => outcome === 'kept').length).toBeGreaterThan(3)
  })
})
