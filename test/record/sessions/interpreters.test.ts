import { interpreters } from './interpreters.ts'
import { testSessions } from './test-sessions.ts'

testSessions(interpreters)
