import type { ActorDeclaration } from '../../model/scenario.ts'
import type { Written } from '../../model/written.ts'

/** An option as the author wrote it, when it stands there. */
export function optionOf(declaration: ActorDeclaration, name: string): Written | undefined {
  const { written } = declaration.options
  return written.type === 'map' ? written.entries.find(({ key }) => key === name)?.value : undefined
}

/** True when the actor talks through a terminal, which shows what is typed. */
export function hasTerminal(declaration: ActorDeclaration): boolean {
  const pty = optionOf(declaration, 'pty')
  return pty !== undefined && !(pty.type === 'scalar' && (pty.value === false || pty.value === null))
}
