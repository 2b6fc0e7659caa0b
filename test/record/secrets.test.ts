import { expect, test } from 'vitest'
import type { Draft } from '../../src/record/draft.ts'
import { answeredInClear, shownWithout, withSecrets } from '../../src/record/secrets.ts'
import { writeDraft } from '../../src/record/write-draft.ts'
import { draftOf, expects, program, send, start, text } from './prove/drafts.ts'

const secrets = [{ name: 'PASS', value: 'hunter2' }]
const draft: Draft = draftOf({
  actors: [program('login', ['login', '--was=hunter2'])],
  steps: [
    start('login'),
    expects('login', { matcher: 'prompt', text: ['Password: '] }),
    send('login', 'hunter2'),
    expects('login', text('token of hunter2: ', { any: String.raw`\d+` })),
  ],
})

test('the value is its variable wherever it stood, and the scenario is skipped without it', () => {
  const written = writeDraft(withSecrets(draft, secrets))
  expect(written).not.toContain('hunter2')
  expect(written).toContain('only: [{ env: PASS }]')
  expect(written).toContain('vars: { PASS: { value: "${env.PASS}", secret: true } }')
  expect(written).toContain('program: [login, "--was=${PASS}"]')
  expect(written).toContain('- send: { login: "${PASS}" }')
  expect(written).toContain('/token of ${PASS}: \\d+/')
})

test('a password in clear is found by its prompt', () => {
  expect(answeredInClear(draft)).toEqual(['Password:'])
  expect(answeredInClear(withSecrets(draft, secrets))).toEqual([])
})

test('what a person reads has its name', () => {
  expect(shownWithout('“hunter2” was hunter2', secrets)).toBe('“<secret.PASS>” was <secret.PASS>')
})
