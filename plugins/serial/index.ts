import { definePlugin } from '../../src/plugin.ts'
import { serial } from './serial.ts'

export default definePlugin({
  api: 1,
  name: 'serial',
  about: 'serial ports, and ends of terminals that stand for them',
  actors: { serial },
})
