import { useState, useLayoutEffect } from 'preact/hooks'

/** How many pixels a character of the panes' font takes. */
export function useCharacterWidth(): number {
  const [width, setWidth] = useState(8)
  useLayoutEffect(() => {
    const probe = document.createElement('span')
    probe.className = 'probe'
    probe.textContent = '0'.repeat(100)
    document.body.append(probe)
    setWidth(probe.getBoundingClientRect().width / 100 || 8)
    probe.remove()
  }, [])
  return width
}
