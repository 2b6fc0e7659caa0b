import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { commandOf, takesKey, type Command } from './keys.ts'

/** Runs the command of a key that is pressed within an element, or while nothing has the focus. */
export function useKeys(root: RefObject<HTMLElement | null>, run: (command: Command) => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (event.defaultPrevented || !(target instanceof Element)) return
      if (target !== document.body && root.current?.contains(target) !== true) return
      const type = target instanceof HTMLInputElement ? target.type : ''
      const command = takesKey(target.tagName, type, event.key) ? undefined : commandOf(event)
      if (command === undefined) return
      event.preventDefault()
      latest.current(command)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
