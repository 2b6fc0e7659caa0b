import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { codesByGroup, problemCodes } from '../../src/model/problem.ts'
import { explain } from '../../src/report/explain.ts'

const pages = plugins.flatMap((plugin) => Object.entries(plugin.problems ?? {}))
const pluginCodes = pages.map(([code]) => code)
const markdown = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8')

describe('docs/problems.md', () => {
  it('has a section for every code, in the same order', () => {
    expect([...markdown.matchAll(/^## (.+)$/gm)].map(([, code]) => code)).toEqual([...problemCodes, ...pluginCodes])
  })

  it('has the same groups as the table of codes', () => {
    const groups = Object.entries(codesByGroup).map(([name, codes]) => ({ name, codes }))
    const written = markdown
      .split(/^# /m)
      .slice(2)
      .filter((group) => !group.startsWith('Of the kind '))
      .map((group) => ({
        name: group.split('\n')[0]!.toLowerCase(),
        codes: [...group.matchAll(/^## (.+)$/gm)].map(([, code]) => code),
      }))
    expect(written).toEqual(groups)
  })

  it('has the pages that plugins bring, as they have them', () => {
    for (const [code, text] of pages) expect(explain(markdown, code)).toEqual({ page: `## ${code}\n\n${text}` })
  })

  it('says something about each', () => {
    for (const code of problemCodes) {
      const reported = explain(markdown, code)
      const body = 'page' in reported ? reported.page.split('\n').slice(1).join('\n').trim() : ''
      expect(body.length, code).toBeGreaterThan(60)
      expect(body, code).not.toMatch(/^#/m)
    }
  })
})

describe('explain', () => {
  const page =
    '# Problems\n\n# Names\n\n## one-thing\n\nThis.\n\n## other-thing\n\nThat.\n\n# More\n\n## last\n\nEnd.\n'

  it('gives the section of a code and no more', () => {
    expect(explain(page, 'one-thing')).toEqual({ page: '## one-thing\n\nThis.' })
    expect(explain(page, 'other-thing')).toEqual({ page: '## other-thing\n\nThat.' })
    expect(explain(page, ' Last ')).toEqual({ page: '## last\n\nEnd.' })
    expect(explain(page, 'other thing')).toEqual({ page: '## other-thing\n\nThat.' })
  })

  it('suggests what may have been meant', () => {
    expect(explain(page, 'on-thing')).toEqual({ suggestions: ['one-thing', 'other-thing'] })
    expect(explain(page, 'xyz')).toEqual({ suggestions: [] })
    expect(explain(markdown, 'unknown')).toMatchObject({
      suggestions: expect.arrayContaining(['unknown-key', 'unknown-kind']),
    })
    expect(explain(markdown, 'left-unread')).toEqual({ suggestions: ['unmatched-output'] })
    expect(explain(markdown, 'plugin-misbehaved')).toEqual({ suggestions: ['plugin-error'] })
    expect(explain(markdown, 'port')).toEqual({ suggestions: ['port-in-use'] })
  })
})
