import { useEffect, useRef } from 'preact/hooks'
import { commandOf, takesKey, type Command } from './keys.ts'

/** Runs the command of a key, wherever the focus is, unless what has it takes the key itself. */
export function useKeys(run: (command: Command) => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (event.defaultPrevented || !(target instanceof Element) || target.closest('dialog') !== null) return
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
