import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { it } from 'vitest'
import { readDocument } from '../../src/scenario/read.ts'
import { checkDocument } from '../../src/scenario/check.ts'
import { createRegistry } from '../../src/registry/registry.ts'
import { printProblem } from '../../src/report/problem.ts'
import { plain } from '../../src/text/palette.ts'
import { plugins } from '../../plugins/index.ts'
it('tries', () => {
  const { registry } = createRegistry(plugins)
  let out = ''
  for (const file of globSync('scenarios/**/*.yaml').sort()) {
    const path = resolve(file)
    const read = (readDocument as any)(new Uint8Array(readFileSync(path)), path, file)
    if (!read.document) { out += `== ${file} unread ${JSON.stringify(read.problems?.map((p: any) => p.code))}\n`; continue }
    const r = checkDocument(read.document, registry, { readFile: (p) => new Uint8Array(readFileSync(p)), vars: new Map() })
    if (r.problems.length) out += `== ${file}\n` + r.problems.map((p) => printProblem(p, (f) => r.sources.get(f), plain)).join('\n\n') + '\n'
  }
  writeFileSync('/tmp/order-out.txt', out)
})
