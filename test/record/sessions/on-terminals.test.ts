import { onTerminals } from './on-terminals.ts'
import { testSessions } from './test-sessions.ts'

testSessions(onTerminals)
