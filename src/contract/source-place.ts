import type { Session } from 'node:inspector'
import { fileURLToPath } from 'node:url'

/** Where a function stands in its file: line and column from 1. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A function's place, from the engine's inspector; undefined for what is no function of a file, or without an inspector. */
export async function sourcePlaceOf(subject: unknown): Promise<SourcePlace | undefined> {
  if (typeof subject !== 'function') return undefined
  try {
    const inspector = await import('node:inspector')
    const session = new inspector.Session()
    session.connect()
    try {
      return placeBy(session, subject)
    } finally {
      session.disconnect()
    }
  } catch {
    // Node can be built without an inspector; then the finding names its subject alone.
    return undefined
  }
}

const handle = Symbol.for('scenario.contract.subject')

interface Location {
  readonly scriptId: string
  readonly lineNumber: number
  readonly columnNumber?: number
}

/** A session of the same thread answers before `post` returns. */
function placeBy(session: Session, subject: unknown): SourcePlace | undefined {
  const files = new Map<string, string>()
  session.on('Debugger.scriptParsed', ({ params }) => void files.set(params.scriptId, params.url))
  session.post('Debugger.enable')
  const room = globalThis as { [handle]?: unknown }
  room[handle] = subject
  let location: Location | undefined
  session.post(
    'Runtime.evaluate',
    { expression: `globalThis[Symbol.for(${JSON.stringify(handle.description)})]` },
    (_, answer) => {
      const { objectId } = answer.result
      if (objectId === undefined) return
      session.post(
        'Runtime.getProperties',
        { objectId, ownProperties: true },
        (_error, { internalProperties = [] }) => {
          location = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value as Location
        },
      )
    },
  )
  delete room[handle]
  const url = location === undefined ? undefined : files.get(location.scriptId)
  if (location === undefined || url?.startsWith('file:') !== true) return undefined
  return { file: fileURLToPath(url), line: location.lineNumber + 1, column: (location.columnNumber ?? 0) + 1 }
}
