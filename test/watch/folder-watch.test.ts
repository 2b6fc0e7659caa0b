import { expect, test } from 'vitest'
import { exhausted } from '../../src/watch/exhausted.ts'
import { FolderWatch } from '../../src/watch/folder-watch.ts'
import { folderWith } from './folder.ts'

/** What is printed where the system refuses to watch two folders, with this error. */
function printedAt(code: string): string {
  const { folder } = folderWith({ 'one/a.yaml': '', 'two/b.yaml': '' })
  let printed = ''
  const refused = (): never => {
    throw Object.assign(new Error(code), { code })
  }
  const none = (): undefined => undefined
  const watch = new FolderWatch(
    () => false,
    none,
    exhausted((text) => (printed += text)),
    refused,
  )
  watch.addTree(folder)
  return printed
}

test('a limit of the system is printed once, with what to do', () => {
  expect(printedAt('ENOSPC')).toBe(
    'Changes in some folders are not seen: the system’s limit fs.inotify.max_user_watches is reached.\n' +
      '  raise it (sudo sysctl fs.inotify.max_user_watches=524288) and begin again, or press Enter after a change\n\n',
  )
  expect(printedAt('EMFILE')).toContain('fs.inotify.max_user_instances')
})

test('a folder that is gone or not ours to read is none', () => {
  expect(printedAt('ENOENT')).toBe('')
  expect(printedAt('EACCES')).toBe('')
})
