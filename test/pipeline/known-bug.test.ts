import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, run } from '../../src/pipeline.ts'
import { hostFor, servicesAt } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'
import { folderWith } from '../suite/temporary.ts'

/** A client that has connected to a server, then these steps; `top` stands at the top. */
async function ran(
  steps: readonly string[],
  top: readonly string[] = [],
  { mode = 'local', committed }: { mode?: 'local' | 'ci' | 'update'; committed?: string } = {},
): Promise<{ result: ScenarioResult; folder: string }> {
  const folder = folderWith({
    'it.yaml': `${connectedPair()}${steps.join('\n')}\n${top.join('\n')}\n`,
    ...(committed === undefined ? {} : { 'it.txt': committed }),
  })
  const services = servicesAt(folder)
  const checked = await check(path.join(folder, 'it.yaml'), services)
  expect(checked.problems).toEqual([])
  const baseline = { file: path.join(folder, 'it.txt'), newFile: path.join(folder, 'it.new.txt'), mode }
  return { result: await run(checked, hostFor(), services, baseline), folder }
}

const wrong = '  - check: { client: { bytesRead: 5 } }'
const right = '  - check: { client: { bytesRead: 0 } }'
const leave = '  - exit: client'
const known = '    known-bug: https://example.com/issues/7'
const committed = '# it\n# it.yaml · recorded 2026-11-23 00:18:07 UTC\n# server  tcp-server\n# client  tcp-client\n\n'

describe('a scenario with a known bug', () => {
  test.each([
    ['fails', [wrong], ['fails: check-failed']],
    ['fails with an address', [wrong], ['fails: { code: check-failed, known-bug: https://example.com/issues/7 }']],
    ['known-bug', [wrong, known], []],
    ['both', [wrong, known], ['fails: check-failed']],
    [
      'a step in a round',
      ['  - repeat: { times: 3, steps: [{ check: { client: { bytesRead: 0, bytesWritten: 0 } } }] }', wrong, known],
      [],
    ],
  ])('passes while it fails so: %s', async (_, steps, top) => {
    const { result, folder } = await ran(steps, top)
    expect(result).toMatchObject({ status: 'passed', knownBug: { failure: { code: 'check-failed' } } })
    expect(result.failure).toBeUndefined()
    expect(result.comparison).toBeUndefined()
    expect(fs.readdirSync(folder)).toEqual(['it.yaml'])
  })

  test('gives the address of the step rather than that of the scenario', async () => {
    const { result } = await ran([wrong, known], ['fails: { code: check-failed, known-bug: x }'])
    expect(result.knownBug?.url).toBe('https://example.com/issues/7')
  })

  test.each([
    ['fails', [right, leave], ['fails: check-failed']],
    ['known-bug', [right, known, leave], []],
    ['a first bug is gone, and a second one shows', [right, known, wrong, known], []],
  ])('fails when it passes: %s', async (_, steps, top) => {
    const { result, folder } = await ran(steps, top)
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'unexpected-pass' } })
    expect(result.knownBug).toBeUndefined()
    expect(fs.readdirSync(folder)).toEqual(['it.yaml'])
  })

  test.each([
    ['with another code', [wrong], ['fails: expectation-not-met'], 'expectation-not-met, the known bug of it.yaml:'],
    ['at another step', [wrong, right, known], [], 'a failure, the known bug of it.yaml:'],
  ])('fails when it fails otherwise: %s', async (_, steps, top, insteadOf) => {
    const { result } = await ran(steps, top)
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'check-failed' } })
    expect(result.failure?.insteadOf).toContain(insteadOf)
  })

  test('says what fails behind a step that passes', async () => {
    const { result } = await ran([right, known, wrong])
    expect(result.failure).toMatchObject({
      code: 'unexpected-pass',
      message: 'the step passes, and “known-bug” says that it fails',
      why: expect.stringMatching(/^behind it it\.yaml:\d+ fails with check-failed: /),
    })
    expect(result.failure).not.toHaveProperty('insteadOf')
  })

  test.each(['local', 'ci', 'update'] as const)('leaves a committed transcript as it is: %s', async (mode) => {
    const { result, folder } = await ran([wrong], ['fails: check-failed'], { mode, committed })
    expect(result.status).toBe('passed')
    expect(fs.readFileSync(path.join(folder, 'it.txt'), 'utf8')).toBe(committed)
    expect(fs.readdirSync(folder).sort()).toEqual(['it.txt', 'it.yaml'])
  })

  test.each(['local', 'ci', 'update'] as const)('may be that its transcript differs: %s', async (mode) => {
    const { result, folder } = await ran([right, leave], ['fails: transcript-differs'], { mode, committed })
    expect(result).toMatchObject({ status: 'passed', knownBug: { failure: { code: 'transcript-differs' } } })
    expect(fs.readFileSync(path.join(folder, 'it.txt'), 'utf8')).toBe(committed)
    expect(fs.readdirSync(folder).sort()).toEqual(['it.txt', 'it.yaml'])
  })

  test('may not be a transcript that is missing', async () => {
    const { result } = await ran([right, leave], ['fails: transcript-differs'])
    expect(result).toMatchObject({
      status: 'failed',
      failure: {
        code: 'transcript-missing',
        message: 'there is no transcript it.txt, and a known bug that only the transcript shows needs one',
        hint: expect.stringMatching(/^take “fails” out, .*scenario run it.yaml.*put “fails” back$/),
      },
    })
  })
})
