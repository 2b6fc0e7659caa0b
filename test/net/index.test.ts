import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as kit from '../../src/net/index.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/plugins.md'), 'utf8')
const section = page.slice(page.indexOf('## A kit for the network'), page.indexOf('## A protocol, step by step'))

test.each(Object.keys(kit))('docs/plugins.md says what %s is', (name) => {
  expect(section.slice(section.indexOf('| part |'))).toMatch(new RegExp(String.raw`\`${name}\b`))
})
