import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { buildPage } from '../../build/page.mjs'
import { folderWith } from '../suite/temporary.ts'

test('the page is one file, whose policy admits its own script and style and nothing else', async () => {
  const text = readFileSync(await buildPage(folderWith({})), 'utf8')
  expect(text.match(/<!--report-index-->|<script>|<!--report-data-->/g)).toEqual([
    '<!--report-index-->',
    '<script>',
    '<!--report-data-->',
  ])
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]
  const hashes = ['script', 'style'].map((name) => {
    const inside = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text)?.[1] ?? ''
    expect(inside.length).toBeGreaterThan(20)
    return `'sha256-${createHash('sha256').update(inside).digest('base64')}'`
  })
  expect(policy).toBe(
    `default-src 'none'; script-src ${hashes[0]}; style-src ${hashes[1]}; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'`,
  )
  expect(text).not.toMatch(/\b(?:src|href)=["']?(?:https?:)?\/\//)
})
