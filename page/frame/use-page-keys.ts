import { useLayoutEffect, useRef } from 'preact/hooks'
import { pageCommandOf, type PageCommand } from './page-keys.ts'

/** Runs the command of a key, wherever the focus is. */
export function usePageKeys(run: (command: PageCommand) => void): void {
  const latest = useRef(run)
  latest.current = run
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const { key, ctrlKey, metaKey, altKey, target } = event
      const command = pageCommandOf({ key, ctrlKey, metaKey, altKey, typing: takesLetters(target) })
      if (command === undefined) return
      // Else the letter is typed into the field that gets the focus.
      event.preventDefault()
      latest.current(command)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
