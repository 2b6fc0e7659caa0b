import { mode, writtenFiles } from '../shapes/files.ts'
import { mapOf } from '../shape.ts'
import { defineKey } from './key.ts'

/** A folder is private to the user unless it has a mode. */
const folderMode = mapOf({ mode }, { where: '“tmp”', example: '“tmp: { mode: 755 }”' })

export const files = defineKey({
  about: 'files that are written into ${tmp} before the first step; a name that ends in / is a folder',
  examples: ['files: { app.conf: "port = 9000", data/: , key.bin: { base64: 3q2+7w== } }'],
  shape: writtenFiles({ folders: true }),
  part: (files) => ({ files: files ?? [] }),
})

export const tmp = defineKey({
  about: 'the run’s own folder; private to the user unless it has a mode',
  examples: ['tmp: { mode: 755 }'],
  shape: folderMode,
  part: (given) => ({ tmpMode: given?.mode ?? 0o700 }),
})
