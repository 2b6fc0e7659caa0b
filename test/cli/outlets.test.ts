import { expect, test } from 'vitest'
import { folderWith } from '../suite/temporary.ts'
import { greeting, scenario } from './fake-shell.ts'

const folder = () => folderWith({ 'scenarios/greets.yaml': greeting('Greets') })

test('a run says where its page is, and standard output stays that of the other reporter', async () => {
  const { code, out, err } = await scenario(folder(), ['run', '--reporter', 'json', '--reporter', 'html'])
  expect([code, err]).toEqual([0, 'wrote .scenario/report.html\n'])
  expect(JSON.parse(out)).toMatchObject({ status: 'passed' })
})

test('so does a merge, of the file that is named', async () => {
  const place = folder()
  const run = await scenario(place, ['run', '--reporter', 'blob'])
  expect(run).toMatchObject({ out: '', err: 'wrote .scenario/blob.jsonl\n' })
  const merged = await scenario(place, ['merge', '--reporter', 'html=pages/all.html'])
  expect(merged).toMatchObject({ code: 0, out: '', err: 'wrote pages/all.html\n' })
})

test('what cannot be written is not announced', async () => {
  const place = folderWith({ 'scenarios/greets.yaml': greeting('Greets'), taken: 'a file' })
  const { err } = await scenario(place, ['run', '--reporter', 'html=taken/x.html'])
  expect(err).toContain('taken/x.html')
  expect(err).not.toContain('wrote')
})

test('a report for a program, in a file that the call names, is not announced', async () => {
  expect(await scenario(folder(), ['run', '--reporter', 'junit=junit.xml'])).toMatchObject({ out: '', err: '' })
})
