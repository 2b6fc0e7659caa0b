import { definePlugin } from '../../src/plugin.ts'
import { file } from './file.ts'

export default definePlugin({
  api: 1,
  name: 'file',
  about: 'files that others write, such as a server’s log, read as they grow',
  actors: { file },
})
