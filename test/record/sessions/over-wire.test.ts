import { overWire } from './over-wire.ts'
import { testSessions } from './test-sessions.ts'

testSessions(overWire)
